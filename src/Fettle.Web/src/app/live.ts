import type { HubConnection } from "@microsoft/signalr";
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

/** The server says that something changed, never what: the page fetches it with its own rights. */
export interface Nudge {
  topic: string;
  id: string | number | null;
  /** Who does it, where a nudge says what somebody does at this moment. */
  who?: number | null;
}

export type LiveState = "connecting" | "live" | "cut";

let state: LiveState = "connecting";
const watchers = new Set<() => void>();

function become(next: LiveState) {
  state = next;
  for (const watch of watchers) watch();
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (watch) => {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    () => state,
  );
}

const listeners = new Set<(nudge: Nudge) => void>();

/** Hears every nudge at once, for what is no fetched thing: who is here, who is called. Returns how to stop. */
export function onNudge(listen: (nudge: Nudge) => void): () => void {
  listeners.add(listen);
  return () => void listeners.delete(listen);
}

/** Which cached answers a nudge makes old. */
export function staleAfter({ topic, id }: Nudge): QueryKey[] {
  const key = id === null ? [] : [String(id)];
  switch (topic) {
    case "ticket":
      return [["ticket", ...key], ["tickets"], ["portal"]];
    case "tickets":
      return [["tickets"], ["portal"]];
    case "device":
      return [["device", ...key], ["devices"]];
    case "devices":
      return [["devices"]];
    case "job":
      return [["job", ...key], ["jobs"], ["diagnosis"]];
    case "checkup":
      return [["checkup", ...key], ["diagnosis"], ["portal"]];
    case "article":
      return [["article", ...key], ["articles"]];
    case "mail":
    case "mailboxes":
      return [["mail"]];
    case "chats":
      return [["chats"], ["portal"]];
    case "imports":
      return [["imports"]];
    case "alert":
    case "alerts":
      return [["alerts"]];
    case "approvals":
      return [["portal"]];
    case "service-levels":
      return [["service-levels"], ["tickets"], ["ticket"]];
    case "person":
      return [["person", ...key], ["people"]];
    default:
      return [];
  }
}

let started = false;

/** Opens the one line to the server, once, whichever page asks first. */
export function startLive(cache: QueryClient): void {
  if (started) return;
  started = true;
  void keepLive(cache);
}

/** Keeps the cache true while the page is open: nudges are gathered for a moment, so that a burst costs one fetch. */
async function keepLive(cache: QueryClient): Promise<void> {
  const { HubConnectionBuilder, LogLevel } = await import("@microsoft/signalr");
  const connection: HubConnection = new HubConnectionBuilder()
    .withUrl("/live")
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (retry) => backOff(retry.previousRetryCount) })
    .configureLogging(LogLevel.None)
    .build();

  const waiting = new Map<string, QueryKey>();
  connection.on("nudge", (nudge: Nudge) => {
    for (const listen of listeners) listen(nudge);
    if (waiting.size === 0) setTimeout(flush, 250);
    for (const key of staleAfter(nudge)) waiting.set(JSON.stringify(key), key);
  });
  function flush() {
    const keys = [...waiting.values()];
    waiting.clear();
    for (const queryKey of keys) void cache.invalidateQueries({ queryKey });
  }

  connection.onreconnecting(() => become("cut"));
  connection.onreconnected(() => {
    become("live");
    // What was said while the line was cut was not heard.
    void cache.invalidateQueries();
  });

  for (let attempt = 0; ; attempt++) {
    try {
      await connection.start();
      become("live");
      return;
    } catch {
      become("cut");
      await new Promise((resolve) => setTimeout(resolve, backOff(attempt)));
    }
  }
}

export function backOff(attempt: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.min(attempt, 5)) * (0.75 + Math.random() / 2);
}
