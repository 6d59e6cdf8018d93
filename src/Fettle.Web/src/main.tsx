import "./ui/mantine";
import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "./ui/tokens.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api/queryClient";
import { nonce } from "./app/nonce";
import { router } from "./app/routes";
import { theme } from "./app/theme";
import { Proof } from "./features/session/Proof";
import { startTexts } from "./i18n";
import { Toasts } from "./ui/Toasts";

await startTexts();
const host = document.getElementById("root");
if (!host) throw new Error("index.html has no #root");
createRoot(host).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Proof />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
