import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, read } from "~/api/client";
import type { QueueSearch } from "~/app/search/queue";

/** The views that every desk needs; the server knows their filters. */
export const builtInViews = [
  "mine",
  "unassigned",
  "active",
  "waiting",
  "breached",
  "favourites",
  "solved",
  "all",
] as const;
export type BuiltInView = (typeof builtInViews)[number];

export function isBuiltIn(view: string): view is BuiltInView {
  return builtInViews.some((one) => one === view);
}

/** The view in an address that names none: what is open; a search looks through everything. */
export function viewOf(search: QueueSearch): string {
  return search.view ?? (search.q ? "all" : "active");
}

export const ticketsQuery = (search: QueueSearch) =>
  infiniteQueryOptions({
    queryKey: ["tickets", "list", search],
    queryFn: ({ pageParam, signal }) =>
      read(
        api.GET("/api/tickets", {
          params: { query: { ...search, view: viewOf(search), cursor: pageParam, limit: 100 } },
          signal,
        }),
      ),
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

/** How many tickets each view holds, by the view's id; a view that searches by words is not counted. */
export const countsQuery = queryOptions({
  queryKey: ["tickets", "counts"],
  queryFn: ({ signal }) => read(api.GET("/api/tickets/counts", { signal })),
  select: (counts) => new Map(counts.map((one) => [one.id, one.count])),
});
