import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read } from "~/api/client";
import type { ChangeState } from "~/api/shapes";
import { useTicketChanged } from "../ticket/queries";

// Under "tickets" and "ticket": what makes those old makes these old.
export const changeQuery = (number: number) =>
  queryOptions({
    queryKey: ["ticket", String(number), "change"],
    queryFn: ({ signal }) => read(api.GET("/api/changes/{number}", { params: { path: { number } }, signal })),
  });

export const changesQuery = (state: ChangeState | undefined) =>
  queryOptions({
    queryKey: ["tickets", "changes", "list", state],
    queryFn: ({ signal }) => read(api.GET("/api/changes", { params: { query: { state, limit: 200 } }, signal })),
  });

export const calendarQuery = (from: Date, until: Date) =>
  queryOptions({
    queryKey: ["tickets", "changes", "calendar", from.toISOString(), until.toISOString()],
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/changes/calendar", {
          params: { query: { from: from.toISOString(), until: until.toISOString() } },
          signal,
        }),
      ),
  });

export const risksQuery = queryOptions({
  queryKey: ["change-risks"],
  queryFn: ({ signal }) => read(api.GET("/api/change-risks", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

export const boardsQuery = queryOptions({
  queryKey: ["tickets", "changes", "boards"],
  queryFn: ({ signal }) => read(api.GET("/api/change-boards", { signal })),
});

export const templatesQuery = queryOptions({
  queryKey: ["tickets", "changes", "templates"],
  queryFn: ({ signal }) => read(api.GET("/api/change-templates", { signal })),
});

/** A step of one change; its answer is the change as it is then. */
export function useStep<T>(number: number, run: (value: T) => Promise<unknown>, quiet = false) {
  const changed = useTicketChanged(number);
  return useMutation({ mutationFn: run, onSettled: changed, meta: { quiet } });
}

/** Something about changes that belongs to no single one of them. */
export function useChanges<T, R>(run: (value: T) => Promise<R>, quiet = false) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: run,
    meta: { quiet },
    onSuccess: () => cache.invalidateQueries({ queryKey: ["tickets"] }),
  });
}
