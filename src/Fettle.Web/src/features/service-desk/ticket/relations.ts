import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, read } from "~/api/client";
import { mayBeForced } from "~/api/problem";
import type { TicketStatus } from "~/api/shapes";
import { notifyProblem } from "~/ui/notify";
import { useTicketChanged } from "./queries";

export function useMerge(number: number) {
  const changed = useTicketChanged(number);
  return useMutation({
    mutationFn: (into: number) =>
      read(api.POST("/api/tickets/{number}/merge", { params: { path: { number } }, body: { into, version: null } })),
    onSettled: changed,
  });
}

export function useUnmerge(number: number) {
  const changed = useTicketChanged(number);
  return useMutation({
    mutationFn: (merged: number) =>
      read(api.DELETE("/api/tickets/{number}/merge", { params: { path: { number: merged } } })),
    onSettled: changed,
  });
}

export function useParent(number: number) {
  const changed = useTicketChanged(number);
  return useMutation({
    mutationFn: ({ child, parent }: { child: number; parent: number | null }) =>
      read(
        api.PUT("/api/tickets/{number}/parent", {
          params: { path: { number: child } },
          body: { parent, version: null },
        }),
      ),
    onSettled: changed,
  });
}

export function useSplitOff(number: number) {
  const changed = useTicketChanged(number);
  return useMutation({
    mutationFn: (entryId: number) =>
      read(
        api.POST("/api/tickets/{number}/entries/{entryId}/split", {
          params: { path: { number, entryId } },
          body: { subject: null, kind: "incident" },
        }),
      ),
    onSettled: changed,
  });
}

/** Changes the status; what the server asks about first is asked, and done when it is wanted all the same. */
export function useStatus(number: number) {
  const changed = useTicketChanged(number);
  const [question, ask] = useState<{ text: string; status: TicketStatus } | null>(null);
  const change = useMutation({
    mutationFn: ({ status, force }: { status: TicketStatus; force: boolean }) =>
      read(
        api.PUT("/api/tickets/{number}/status", {
          params: { path: { number } },
          body: { status, because: null, version: null, force },
        }),
      ),
    meta: { quiet: true },
    onError: (error, { status }) => {
      if (mayBeForced(error)) ask({ text: error.message, status });
      else notifyProblem(error);
    },
    onSettled: changed,
  });
  return {
    set: (status: TicketStatus) => change.mutate({ status, force: false }),
    question,
    answer: (yes: boolean) => {
      if (yes && question) change.mutate({ status: question.status, force: true });
      ask(null);
    },
  };
}
