import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read } from "~/api/client";
import type { MailboxRequest } from "~/api/shapes";

const key = ["mail"];

export const mailboxesQuery = queryOptions({
  queryKey: [...key, "mailboxes"],
  queryFn: ({ signal }) => read(api.GET("/api/mailboxes", { signal })),
});

export const quarantineQuery = infiniteQueryOptions({
  queryKey: [...key, "quarantine"],
  queryFn: ({ signal, pageParam }) =>
    read(api.GET("/api/mail/quarantine", { params: { query: { cursor: pageParam, limit: 50 } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

export const heldMailQuery = (id: number) =>
  queryOptions({
    queryKey: [...key, "quarantine", id],
    queryFn: ({ signal }) => read(api.GET("/api/mail/quarantine/{id}", { params: { path: { id } }, signal })),
  });

export const mailDomainsQuery = (id: number) =>
  queryOptions({
    queryKey: ["organisations", id, "mail-domains"],
    queryFn: ({ signal }) =>
      read(api.GET("/api/organisations/{id}/mail-domains", { params: { path: { id } }, signal })),
  });

function useRefresh() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: key });
}

export function useSaveMailbox(id: number | null) {
  return useMutation({
    mutationFn: (body: MailboxRequest) =>
      id === null
        ? read(api.POST("/api/mailboxes", { body }))
        : read(api.PUT("/api/mailboxes/{id}", { params: { path: { id } }, body })),
    onSuccess: useRefresh(),
  });
}

export function useTryMailbox(mailboxId: number | null) {
  return useMutation({
    mutationFn: (mailbox: MailboxRequest) => read(api.POST("/api/mailboxes/try", { body: { mailbox, mailboxId } })),
  });
}

export function usePauseMailbox(id: number) {
  return useMutation({
    mutationFn: (paused: boolean) =>
      read(api.PUT("/api/mailboxes/{id}/paused", { params: { path: { id } }, body: { paused } })),
    onSuccess: useRefresh(),
  });
}

export function useDeleteMailbox(id: number) {
  return useMutation({
    mutationFn: () => read(api.DELETE("/api/mailboxes/{id}", { params: { path: { id } } })),
    onSuccess: useRefresh(),
  });
}

export function useDecide(id: number) {
  return useMutation({
    mutationFn: (what: "replay" | "discard") =>
      what === "replay"
        ? read(api.POST("/api/mail/quarantine/{id}/replay", { params: { path: { id } } }))
        : read(api.DELETE("/api/mail/quarantine/{id}", { params: { path: { id } } })),
    onSuccess: useRefresh(),
  });
}

export function useSetMailDomains(id: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (domains: string[]) =>
      read(api.PUT("/api/organisations/{id}/mail-domains", { params: { path: { id } }, body: { domains } })),
    onSuccess: (domains) => cache.setQueryData(mailDomainsQuery(id).queryKey, domains),
  });
}
