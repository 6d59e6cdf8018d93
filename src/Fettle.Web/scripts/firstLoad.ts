import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import type { Plugin, Rollup } from "vite";
import { type Look, reached } from "./reached";

/** Where a person's first page begins: what these reach at once is what a first load costs. */
const beginnings = {
  start: ["src/main.tsx"],
  console: ["src/app/shell/ConsoleShell.tsx", "src/features/service-desk/queue/QueuePage.tsx"],
  portal: ["src/features/portal/PortalShell.tsx", "src/features/portal/ReportPage.tsx"],
};
/** Fetched at once as well, though by an import of their own: the texts in the reader's language, and the live line. */
const alsoFetched = ["/i18n/de/index.ts", "/@microsoft/signalr/"];

const budget = 300_000;
/** What a response's own headers weigh, as Chromium counts them. */
const headers = 600;

/**
 * Gathers what a first page needs into a few files (ninety small ones cost ninety headers and compress badly), writes every file compressed as well,
 * and fails the build when the console's first load outgrows its budget.
 */
export function firstLoad(): Plugin {
  let gathered: Map<string, string> | undefined;
  return {
    name: "fettle-first-load",
    apply: "build",
    config: () => ({
      build: {
        modulePreload: { polyfill: false },
        rollupOptions: {
          output: {
            // Otherwise a package's index would bring along all that it mentions.
            onlyExplicitManualChunks: true,
            manualChunks: (id, { getModuleIds, getModuleInfo }) => {
              gathered ??= gather([...getModuleIds()], getModuleInfo);
              return gathered.get(id);
            },
          },
        },
      },
    }),
    generateBundle: {
      // Vite itself writes into the chunks until the end.
      order: "post",
      handler(_, bundle) {
        const missing = classesWithoutStyle(bundle);
        if (missing.length > 0)
          this.error(
            `src/ui/mantine.ts lacks the stylesheet of a component in use; its classes: ${missing.join(", ")}`,
          );
        const weight = weightOfConsole(bundle);
        if (weight > budget)
          this.error(`the console's first load is ${kilobytes(weight)} compressed, above its ${kilobytes(budget)}`);
        this.environment.logger.info(
          `the console's first load is ${kilobytes(weight)} compressed, of ${kilobytes(budget)}`,
        );
        for (const [name, file] of Object.entries(bundle)) {
          const content = contentOf(file);
          if (/\.(js|css|svg)$/.test(name) && content.length > 1000)
            this.emitFile({ type: "asset", fileName: `${name}.br`, source: compressed(content) });
        }
      },
    },
  };
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
const contentOf = (file: Rollup.OutputAsset | Rollup.OutputChunk) => (file.type === "chunk" ? file.code : file.source);
const compressed = (content: string | Uint8Array) =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } });

function gather(modules: string[], look: Look): Map<string, string> {
  const from = (entries: string[]) =>
    reached(
      modules.filter((module) => entries.some((entry) => module.endsWith(`/${entry}`))),
      look,
    );
  const [start, console, portal] = [from(beginnings.start), from(beginnings.console), from(beginnings.portal)];
  const gathered = new Map<string, string>();
  for (const module of portal) gathered.set(module, "portal");
  for (const module of console) gathered.set(module, portal.has(module) ? "shared" : "console");
  for (const module of start) gathered.set(module, "start");
  return gathered;
}

function weightOfConsole(bundle: Rollup.OutputBundle): number {
  const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
  const begins = (chunk: Rollup.OutputChunk) =>
    chunk.isEntry ||
    chunk.moduleIds.some(
      (module) =>
        beginnings.console.some((entry) => module.endsWith(`/${entry}`)) ||
        alsoFetched.some((part) => module.includes(part)),
    );
  const names = new Set(chunks.filter(begins).map((chunk) => chunk.fileName));
  for (const name of names) {
    const chunk = bundle[name];
    if (chunk?.type !== "chunk") continue;
    for (const next of chunk.imports) names.add(next);
    for (const style of chunk.viteMetadata?.importedCss ?? []) names.add(style);
  }
  return [...names]
    .map((name) => bundle[name])
    .filter((file) => file !== undefined)
    .reduce((sum, file) => sum + compressed(contentOf(file)).length + headers, 0);
}

/** Mantine's class names are hashes: one that a script uses and no sheet defines is a stylesheet that was forgotten. */
function classesWithoutStyle(bundle: Rollup.OutputBundle): string[] {
  const files = Object.values(bundle);
  const hashes = (text: string) => text.match(/\bm_[0-9a-f]{6,8}\b/g) ?? [];
  const known = new Set(
    hashes(readFileSync(new URL("../node_modules/@mantine/core/styles.css", import.meta.url), "utf8")),
  );
  const styled = new Set(
    files.filter((file) => file.fileName.endsWith(".css")).flatMap((file) => hashes(String(contentOf(file)))),
  );
  const used = new Set(files.filter((file) => file.type === "chunk").flatMap((file) => hashes(file.code)));
  return [...used].filter((name) => known.has(name) && !styled.has(name));
}
