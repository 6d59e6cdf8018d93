import { Tooltip } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { exact, relative } from "./time";

// One clock for every relative time on the page, so that a thousand rows share a timer.
const listeners = new Set<(now: number) => void>();
setInterval(() => {
  const now = Date.now();
  for (const listen of listeners) listen(now);
}, 30_000);

export function useNow() {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    listeners.add(setNow);
    return () => void listeners.delete(setNow);
  }, []);
  // A row that changed after the last tick must not be told in the future.
  return Math.max(now, Date.now());
}

/** An instant in words, with the exact one on hover. */
export function When({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const now = useNow();
  return (
    <Tooltip label={exact(at, i18n.language)}>
      <time dateTime={at} className="f-num">
        {relative(at, now, i18n.language)}
      </time>
    </Tooltip>
  );
}
