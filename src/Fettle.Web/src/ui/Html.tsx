import DOMPurify from "dompurify";
import { useMemo } from "react";
import classes from "./Html.module.css";

// A link in somebody else's text never gets a handle on this window.
DOMPurify.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName === "A") {
    node.setAttribute("target", "_blank");
    node.setAttribute("rel", "noopener noreferrer nofollow");
  }
});

export function clean(html: string): string {
  return DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ["style", "form", "input", "button", "img", "video", "audio", "iframe"],
    FORBID_ATTR: ["style", "class", "id"],
  });
}

/** Text that the server rendered from Markdown. The server cleans it; it is cleaned again here because it came from a stranger. */
export function Html({ html }: { html: string }) {
  const safe = useMemo(() => clean(html), [html]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: cleaned in the line above
  return <div className={classes.prose} dangerouslySetInnerHTML={{ __html: safe }} />;
}
