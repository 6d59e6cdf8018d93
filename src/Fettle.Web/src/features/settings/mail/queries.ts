import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read } from "~/api/client";
import type { SenderRequest } from "~/api/shapes";

export const sendersQuery = queryOptions({
  queryKey: ["mail", "senders"],
  queryFn: ({ signal }) => read(api.GET("/api/mail/senders", { signal })),
});

export function useSaveSender(id: number | null, organisationId: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (sender: SenderRequest) =>
      id === null
        ? read(api.POST("/api/mail/senders", { body: { organisationId, sender } }))
        : read(api.PUT("/api/mail/senders/{id}", { params: { path: { id } }, body: sender })),
    onSuccess: () => cache.invalidateQueries({ queryKey: sendersQuery.queryKey }),
  });
}

export function useDeleteSender() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => read(api.DELETE("/api/mail/senders/{id}", { params: { path: { id } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: sendersQuery.queryKey }),
  });
}

export function useTrySender(id: number) {
  return useMutation({
    mutationFn: () => read(api.POST("/api/mail/senders/{id}/try", { params: { path: { id } } })),
  });
}
