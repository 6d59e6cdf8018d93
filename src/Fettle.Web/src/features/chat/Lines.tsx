import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Html } from "~/ui/Html";
import { When } from "~/ui/When";
import classes from "./Chat.module.css";

export interface Line {
  id: number;
  at: string;
  author: string;
  mine: boolean;
  html: string;
}

/** What was said, the newest in view. */
export function Lines({ lines, typing }: { lines: Line[]; typing: string | null }) {
  const { t } = useTranslation();
  const end = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line is brought into view
  useEffect(() => {
    // No value is given back: newer browsers make a promise of it, which React would take for a clean-up.
    void end.current?.scrollIntoView({ block: "nearest" });
  }, [lines.length, typing]);
  return (
    <ol className={classes.lines} aria-live="polite" aria-label={t("tickets.conversation")}>
      {lines.map((line) => (
        <li key={line.id} className={classes.line} data-mine={line.mine || undefined}>
          <span className={classes.by}>
            {line.mine ? t("portal.me") : line.author} · <When at={line.at} />
          </span>
          <Html html={line.html} />
        </li>
      ))}
      {typing && <li className={classes.typing}>{t("chat.typing", { name: typing })}</li>}
      <li ref={end} aria-hidden />
    </ol>
  );
}
