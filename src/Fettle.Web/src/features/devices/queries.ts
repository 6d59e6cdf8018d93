import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api, read } from "~/api/client";
import type { DevicePage } from "~/api/shapes";
import type { DevicesSearch } from "~/app/search/lists";

export const devicesQuery = (search: DevicesSearch) =>
  infiniteQueryOptions({
    queryKey: ["devices", "list", search],
    queryFn: ({ pageParam, signal }) =>
      read(api.GET("/api/devices", { params: { query: { ...search, cursor: pageParam, limit: 100 } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

const part = (id: number, name: string) => ["device", String(id), name];

export const deviceQuery = (id: number) =>
  queryOptions({
    queryKey: part(id, "page"),
    queryFn: ({ signal }) => read(api.GET("/api/devices/{id}", { params: { path: { id } }, signal })),
  });

export const historyQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: part(id, "history"),
    queryFn: ({ pageParam, signal }) =>
      read(
        api.GET("/api/devices/{id}/inventory/history", {
          params: { path: { id }, query: { cursor: pageParam, limit: 100 } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const checkupsQuery = (id: number) =>
  queryOptions({
    queryKey: part(id, "checkups"),
    queryFn: ({ signal }) => read(api.GET("/api/devices/{id}/checkups", { params: { path: { id } }, signal })),
  });

export const deviceJobsQuery = (id: number) =>
  queryOptions({
    queryKey: part(id, "jobs"),
    queryFn: ({ signal }) => read(api.GET("/api/devices/{id}/jobs", { params: { path: { id } }, signal })),
  });

export const deviceTicketsQuery = (id: number) =>
  queryOptions({
    queryKey: ["tickets", "device", id],
    queryFn: ({ signal }) => read(api.GET("/api/tickets", { params: { query: { deviceId: id, limit: 50 } }, signal })),
  });

export const tokensQuery = queryOptions({
  queryKey: ["devices", "tokens"],
  queryFn: ({ signal }) => read(api.GET("/api/enrolment-tokens", { signal })),
});

export function useRetire(id: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => read(api.DELETE("/api/devices/{id}", { params: { path: { id } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["devices"] }),
  });
}

/** Changes what people say about a device; the rest stays as it is. */
export function useChangeDevice({ id, name, siteId, ownerId }: DevicePage) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<Pick<DevicePage, "name" | "siteId" | "ownerId">>) =>
      read(api.PUT("/api/devices/{id}", { params: { path: { id } }, body: { name, siteId, ownerId, ...change } })),
    onSuccess: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ["device", String(id)] }),
        cache.invalidateQueries({ queryKey: ["devices"] }),
      ]),
  });
}

/** The items of a section that is too long to come with the page. */
export const sectionQuery = (id: number, section: string) =>
  queryOptions({
    queryKey: part(id, `section-${section}`),
    queryFn: ({ signal }) =>
      read(api.GET("/api/devices/{id}/inventory/{section}", { params: { path: { id, section } }, signal })),
  });
