import { useEffect, useRef } from "react";

export type Group = "go" | "list" | "ticket" | "everywhere";

export interface Shortcut {
  /** One key ("j", "?"), a chord ("mod+Enter") or two keys in a row ("g q"). */
  keys: string;
  label: string;
  group: Group;
  run: () => void;
}

const active = new Set<{ current: Shortcut[] }>();
let first: { key: string; at: number } | null = null;

/** What can be typed now, for the help sheet. */
export function activeShortcuts(): Shortcut[] {
  return [...active].flatMap((entry) => entry.current);
}

/** Adds shortcuts while the component is shown; the newest wins. */
export function useShortcuts(shortcuts: Shortcut[]) {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    active.add(latest);
    return () => void active.delete(latest);
  }, []);
}

function find(keys: string): Shortcut | undefined {
  return activeShortcuts().findLast((shortcut) => shortcut.keys === keys);
}

export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input:not([type=checkbox]), textarea, select, [role=combobox]") !== null)
  );
}

/** The shortcut that a key press asks for, remembering the first of two keys for a second. */
export function match(event: KeyboardEvent, now: number): Shortcut | undefined {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.metaKey || event.ctrlKey) return find(`mod+${key}`);
  if (event.altKey || isWriting(event.target)) return undefined;
  if (document.querySelector("[role=dialog], [role=menu]")) return undefined;
  const started = first && now - first.at < 1000 ? first.key : null;
  first = null;
  if (started) {
    const sequence = find(`${started} ${key}`);
    if (sequence) return sequence;
  }
  const single = find(key);
  if (!single && activeShortcuts().some((shortcut) => shortcut.keys.startsWith(`${key} `))) first = { key, at: now };
  return single;
}

export function listenForShortcuts(): () => void {
  const onKey = (event: KeyboardEvent) => {
    const shortcut = match(event, performance.now());
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run();
  };
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}
