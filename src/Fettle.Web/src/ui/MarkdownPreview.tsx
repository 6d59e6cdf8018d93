import { marked } from "marked";
import { useMemo } from "react";
import { Html } from "./Html";

/** What is being written, as it will read. Loaded only when a preview is asked for. */
export default function MarkdownPreview({ text }: { text: string }) {
  const html = useMemo(() => marked.parse(text, { async: false, gfm: true, breaks: true }), [text]);
  return <Html html={html} />;
}
