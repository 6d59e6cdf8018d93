import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, read } from "~/api/client";
import { openStatuses, type QueueSearch } from "~/app/search/queue";

/** The built-in views, in words of the same filters that the address has. */
export const builtInViews = {
  open: { status: openStatuses.join(",") },
  mine: { assigneeId: "me", status: openStatuses.join(",") },
  unassigned: { assigneeId: "none", status: openStatuses.join(",") },
  waiting: { status: "waitingForRequester,waitingForOther" },
  solved: { status: "resolved,verified" },
} satisfies Record<string, QueueSearch>;

export type BuiltInView = keyof typeof builtInViews;

export function isBuiltIn(view: string): view is BuiltInView {
  return view in builtInViews;
}

export const ticketsQuery = (search: QueueSearch) =>
  infiniteQueryOptions({
    queryKey: ["tickets", "list", search],
    queryFn: ({ pageParam, signal }) =>
      read(api.GET("/api/tickets", { params: { query: { ...search, cursor: pageParam, limit: 100 } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const viewsQuery = queryOptions({
  queryKey: ["tickets", "views"],
  queryFn: ({ signal }) => read(api.GET("/api/views", { signal })),
});

export const queuesQuery = queryOptions({
  queryKey: ["queues"],
  queryFn: ({ signal }) => read(api.GET("/api/queues", { signal })),
  staleTime: 300_000,
});

export const techniciansQuery = queryOptions({
  queryKey: ["technicians"],
  queryFn: ({ signal }) => read(api.GET("/api/technicians", { signal })),
  staleTime: 60_000,
});

/** How many tickets each view holds: one answer for all, by the view's key. */
export const countsQuery = queryOptions({
  queryKey: ["tickets", "counts"],
  queryFn: ({ signal }) => read(api.GET("/api/tickets/counts", { signal })),
});
