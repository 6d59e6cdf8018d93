import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Terminal.module.css";

/** What a job prints; it follows the end unless somebody has scrolled up to read. */
export function Terminal({ text, running }: { text: string; running: boolean }) {
  const { t } = useTranslation();
  const box = useRef<HTMLPreElement>(null);
  const follow = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new piece of text moves the end
  useEffect(() => {
    if (box.current && follow.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);
  return (
    <pre
      ref={box}
      className={classes.terminal}
      data-running={running || undefined}
      role="log"
      aria-label={t("automation.output")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
      tabIndex={0}
      onScroll={(event) => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
        follow.current = scrollHeight - scrollTop - clientHeight < 24;
      }}
    >
      {text || t(running ? "automation.noOutputYet" : "automation.noOutput")}
    </pre>
  );
}
