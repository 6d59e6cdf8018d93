import { useSyncExternalStore } from "react";
import { newKey } from "~/api/once";

/** A call that is being written down. It outlives pages and reloads: the technician looks things up while they talk. */
export interface Call {
  /** Names the call to the server, so that it is kept once. */
  key: string;
  startedAt: number;
  number: string;
  personId: number | null;
  /** The ticket that it is about; null for a new one. */
  ticket: number | null;
  subject: string;
  body: string;
}

const kept = "fettle.call";
const watchers = new Set<() => void>();
let current = restore();

function restore(): Call | null {
  try {
    return JSON.parse(localStorage.getItem(kept) ?? "null") as Call | null;
  } catch {
    return null;
  }
}

function become(call: Call | null) {
  current = call;
  if (call) localStorage.setItem(kept, JSON.stringify(call));
  else localStorage.removeItem(kept);
  for (const watch of watchers) watch();
}

/** Opens the panel; what is being written down goes on, whoever else calls. */
export function startCall(number = "") {
  if (current && (current.body || !number)) return;
  become({ key: newKey(), startedAt: Date.now(), number, personId: null, ticket: null, subject: "", body: "" });
}

export function changeCall(change: Partial<Call>) {
  if (current) become({ ...current, ...change });
}

export function endCall() {
  become(null);
}

export function useCall(): Call | null {
  return useSyncExternalStore(
    (watch) => {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    () => current,
  );
}

/** Whether a number is among those of a person, however each is written. */
export function isAmong(number: string, phones: readonly string[]): boolean {
  const digits = digitsOf(number);
  return phones.map(digitsOf).some((known) => known.endsWith(digits) || digits.endsWith(known));
}

const digitsOf = (number: string) => number.replace("(0)", "").replace(/\D/g, "").replace(/^0+/, "");

/** Minutes and seconds since the call began: 4:07. */
export function lasted(startedAt: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - startedAt) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Begun minutes count. */
export function minutesOf(startedAt: number, now: number): number {
  return Math.min(1440, Math.max(1, Math.ceil((now - startedAt) / 60_000)));
}
