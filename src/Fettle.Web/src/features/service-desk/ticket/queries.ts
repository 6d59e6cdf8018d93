import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, read, upload } from "~/api/client";
import type { Attachment, Level, LinkKind } from "~/api/shapes";

export const ticketQuery = (number: number) =>
  queryOptions({
    queryKey: ["ticket", String(number), "page"],
    queryFn: ({ signal }) => read(api.GET("/api/tickets/{number}", { params: { path: { number } }, signal })),
  });

export const timelineQuery = (number: number) =>
  infiniteQueryOptions({
    queryKey: ["ticket", String(number), "timeline"],
    queryFn: ({ pageParam, signal }) =>
      read(
        api.GET("/api/tickets/{number}/timeline", {
          params: { path: { number }, query: { cursor: pageParam, limit: 100 } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export type Change =
  | { field: "assignee"; technicianId: number | null }
  | { field: "queue"; queueId: number }
  | { field: "priority"; impact: Level; urgency: Level }
  | { field: "requester"; personId: number | null; email: string | null }
  | { field: "device"; deviceId: number | null }
  | { field: "subject"; subject: string }
  | { field: "tags"; tags: string[] };

function put(number: number, change: Change): Promise<unknown> {
  const params = { path: { number } };
  switch (change.field) {
    case "assignee":
      return read(api.PUT("/api/tickets/{number}/assignee", { params, body: { technicianId: change.technicianId } }));
    case "queue":
      return read(api.PUT("/api/tickets/{number}/queue", { params, body: { queueId: change.queueId } }));
    case "priority":
      return read(
        api.PUT("/api/tickets/{number}/priority", { params, body: { impact: change.impact, urgency: change.urgency } }),
      );
    case "requester":
      return read(
        api.PUT("/api/tickets/{number}/requester", {
          params,
          body: { personId: change.personId, email: change.email },
        }),
      );
    case "device":
      return read(api.PUT("/api/tickets/{number}/device", { params, body: { deviceId: change.deviceId } }));
    case "subject":
      return read(api.PUT("/api/tickets/{number}/subject", { params, body: { subject: change.subject } }));
    case "tags":
      return read(api.PUT("/api/tickets/{number}/tags", { params, body: { tags: change.tags } }));
  }
}

/** Makes everything that shows this ticket fetch it again. */
export function useTicketChanged(number: number) {
  const cache = useQueryClient();
  return () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: ["ticket", String(number)] }),
      cache.invalidateQueries({ queryKey: ["tickets"] }),
      cache.invalidateQueries({ queryKey: ["diagnosis", String(number)] }),
    ]);
}

export function useChange(number: number) {
  const changed = useTicketChanged(number);
  return useMutation({ mutationFn: (change: Change) => put(number, change), onSettled: changed });
}

export function useWatch(number: number) {
  const changed = useTicketChanged(number);
  return useMutation({
    mutationFn: ({ personId, on }: { personId: number; on: boolean }) => {
      const params = { path: { number, personId } };
      return on
        ? read(api.PUT("/api/tickets/{number}/watchers/{personId}", { params }))
        : read(api.DELETE("/api/tickets/{number}/watchers/{personId}", { params }));
    },
    onSettled: changed,
  });
}

export function useLink(number: number) {
  const changed = useTicketChanged(number);
  return useMutation({
    mutationFn: (body: { kind: LinkKind; number: number }) =>
      read(api.POST("/api/tickets/{number}/links", { params: { path: { number } }, body })),
    onSettled: changed,
  });
}

export function useUnlink(number: number) {
  const changed = useTicketChanged(number);
  return useMutation({
    mutationFn: (linkId: number) =>
      read(api.DELETE("/api/tickets/{number}/links/{linkId}", { params: { path: { number, linkId } } })),
    onSettled: changed,
  });
}

export interface Writing {
  body: string;
  public: boolean;
  files: File[];
  /** Sent again after a lost answer, it keeps its key, so that it is not written twice. */
  key: string;
  onProgress: (part: number) => void;
}

/** Sends the files, then what was written, which takes them along where it goes by mail. */
export function useWrite(number: number) {
  const changed = useTicketChanged(number);
  // What is up already is not sent again when only the words did not get through.
  const uploaded = useRef<{ key: string; ids: number[] }>(null);
  return useMutation({
    mutationFn: async ({ body, public: toRequester, files, key, onProgress }: Writing) => {
      if (files.length > 0 && uploaded.current?.key !== key) {
        // The files of a note are for the desk alone, as the note is.
        const taken = await upload(`/api/tickets/${number}/attachments?public=${toRequester}`, files, onProgress);
        uploaded.current = { key, ids: (taken as Attachment[]).map((file) => file.id) };
      }
      const sent = uploaded.current?.key === key ? uploaded.current.ids : null;
      const params = { path: { number }, header: { "Idempotency-Key": key } };
      if (toRequester)
        await read(
          api.POST("/api/tickets/{number}/replies", {
            params,
            body: { body, public: true, files: sent, force: false },
          }),
        );
      else await read(api.POST("/api/tickets/{number}/notes", { params, body: { body } }));
    },
    onSettled: changed,
  });
}

/** Says that the ticket was looked at, so that it no longer counts as new to the reader. */
export function useSeen(number: number, updatedAt: string) {
  const cache = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the ticket is seen anew
  useEffect(() => {
    void read(api.PUT("/api/tickets/{number}/seen", { params: { path: { number } } })).then(() =>
      cache.invalidateQueries({ queryKey: ["tickets", "list"] }),
    );
  }, [number, updatedAt, cache]);
}
