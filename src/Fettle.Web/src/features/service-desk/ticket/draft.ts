import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { api } from "~/api/client";
import type { TicketPage } from "~/api/shapes";

/** What is being written on a ticket: kept by this browser at once, and by the server a moment later, for a reload and for another browser. */
export function useOwnDraft(ticket: TicketPage) {
  const name = `fettle.draft.ticket-${ticket.number}`;
  const [text, setText] = useState(() => localStorage.getItem(name) ?? ticket.ownDraft?.body ?? "");
  const [kind, setKind] = useState<"reply" | "note">(ticket.ownDraft?.public === false ? "note" : "reply");
  const keep = useDebouncedCallback((body: string, toRequester: boolean) => {
    void api.PUT("/api/tickets/{number}/own-draft", {
      params: { path: { number: ticket.number } },
      body: { body: body || null, public: toRequester },
    });
    // From here on the server's is the one that counts, also in this browser.
    localStorage.removeItem(name);
  }, 900);
  const change = (next: string) => {
    setText(next);
    localStorage.setItem(name, next);
    keep(next, kind === "reply");
  };
  const become = (next: "reply" | "note") => {
    setKind(next);
    if (text) keep(text, next === "reply");
  };
  /** It was sent, and the server has forgotten it. */
  const sent = () => {
    setText("");
    localStorage.removeItem(name);
    keep("", kind === "reply");
  };
  return { text, change, kind, become, sent };
}
