import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "~/app/shortcuts/keys";

/** `j` and `k` walk the list, Enter opens; returns where the keyboard stands (-1: nowhere yet). */
export function useListKeys(count: number, open: (index: number) => void) {
  const { t } = useTranslation();
  const [at, setAt] = useState(-1);
  const current = Math.min(at, count - 1);
  useShortcuts([
    { keys: "j", group: "list", label: t("tickets.keys.next"), run: () => setAt(Math.min(current + 1, count - 1)) },
    { keys: "k", group: "list", label: t("tickets.keys.previous"), run: () => setAt(Math.max(current - 1, 0)) },
    {
      keys: "Enter",
      group: "list",
      label: t("tickets.keys.open"),
      run: () => {
        // A focused link or button keeps its own Enter.
        const focused = document.activeElement;
        if (focused instanceof HTMLAnchorElement || focused instanceof HTMLButtonElement) focused.click();
        else if (current >= 0) open(current);
      },
    },
  ]);
  return { current, setCurrent: setAt };
}
