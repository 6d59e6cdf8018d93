import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read, upload } from "~/api/client";

/** Sent again after a lost answer, it keeps its key, so that it is not done twice. */
type Once<T> = T & { key: string };

export const suggestionsQuery = (text: string) =>
  queryOptions({
    queryKey: ["portal", "suggestions", text],
    queryFn: ({ signal }) => read(api.GET("/api/portal/suggestions", { params: { query: { text } }, signal })),
    enabled: text.length > 4,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const requestsQuery = queryOptions({
  queryKey: ["portal", "tickets"],
  queryFn: ({ signal }) => read(api.GET("/api/portal/tickets", { signal })),
});

export const requestQuery = (number: number) =>
  queryOptions({
    queryKey: ["portal", "ticket", number],
    queryFn: ({ signal }) => read(api.GET("/api/portal/tickets/{number}", { params: { path: { number } }, signal })),
    // Nudges are quicker; this is for when the line is cut.
    refetchInterval: 15_000,
  });

export function useReport() {
  const cache = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ text, key }: Once<{ text: string }>) =>
      read(api.POST("/api/portal/reports", { params: { header: { "Idempotency-Key": key } }, body: { text } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["portal"] }),
  });
}

export function useAnswer(number: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: Once<{ body: string }>) =>
      read(
        api.POST("/api/portal/tickets/{number}/replies", {
          params: { path: { number }, header: { "Idempotency-Key": key } },
          body: { body },
        }),
      ),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["portal"] }),
  });
}

/** Puts files onto a request; what goes wrong is said and can be tried again from the request's page. */
export function useAttach() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({
      number,
      files,
      onProgress,
    }: {
      number: number;
      files: File[];
      onProgress: (part: number) => void;
    }) =>
      files.length === 0 ? Promise.resolve() : upload(`/api/portal/tickets/${number}/attachments`, files, onProgress),
    onSettled: () => cache.invalidateQueries({ queryKey: ["portal"] }),
  });
}

export function useSolved(number: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { solved: boolean; comment?: string | null }) =>
      read(api.POST("/api/portal/tickets/{number}/confirm", { params: { path: { number } }, body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["portal"] }),
  });
}

export function useRate(number: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { score: number; comment: string | null }) =>
      read(api.PUT("/api/portal/tickets/{number}/rating", { params: { path: { number } }, body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["portal"] }),
  });
}
