import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { firstLoad } from "./scripts/firstLoad";

// The server that `npm run dev` talks to; the built files are served by the server itself.
const server = process.env.FETTLE_SERVER ?? "http://127.0.0.1:7070";

export default defineConfig({
  plugins: [react(), firstLoad()],
  resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
  // Data URIs would need a weaker content security policy.
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 900, reportCompressedSize: false },
  server: { proxy: { "/api": server, "/live": { target: server, ws: true } } },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"] },
});
