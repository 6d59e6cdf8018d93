import { useState } from "react";

/** Text that is being written, kept by this browser until it is sent. */
export function useDraft(key: string): [string, (text: string) => void] {
  const name = `fettle.draft.${key}`;
  const [text, setText] = useState(() => localStorage.getItem(name) ?? "");
  const change = (next: string) => {
    setText(next);
    if (next) localStorage.setItem(name, next);
    else localStorage.removeItem(name);
  };
  return [text, change];
}
