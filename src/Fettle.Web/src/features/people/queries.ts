import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api, read } from "~/api/client";
import type { HeldRole, Role } from "~/api/shapes";

export const peopleQuery = (q: string | undefined, role: Role | undefined, organisationId: number | undefined) =>
  infiniteQueryOptions({
    queryKey: ["people", "list", { q, role, organisationId }],
    queryFn: ({ pageParam, signal }) =>
      read(
        api.GET("/api/people", {
          params: { query: { q, role, organisationId, cursor: pageParam, limit: 100 } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const personQuery = (id: number) =>
  queryOptions({
    queryKey: ["person", String(id)],
    queryFn: ({ signal }) => read(api.GET("/api/people/{id}", { params: { path: { id } }, signal })),
  });

export const organisationsQuery = queryOptions({
  queryKey: ["organisations"],
  queryFn: ({ signal }) => read(api.GET("/api/organisations", { signal })),
});

export const sitesQuery = (id: number) =>
  queryOptions({
    queryKey: ["organisations", id, "sites"],
    queryFn: ({ signal }) => read(api.GET("/api/organisations/{id}/sites", { params: { path: { id } }, signal })),
  });

export function usePersonChanged(id: number) {
  const cache = useQueryClient();
  return () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: ["person", String(id)] }),
      cache.invalidateQueries({ queryKey: ["people"] }),
    ]);
}

export function useSetRoles(id: number) {
  const changed = usePersonChanged(id);
  return useMutation({
    mutationFn: (body: HeldRole[]) => read(api.PUT("/api/people/{id}/roles", { params: { path: { id } }, body })),
    onSettled: changed,
  });
}

export function useSetDisabled(id: number) {
  const changed = usePersonChanged(id);
  return useMutation({
    mutationFn: (disabled: boolean): Promise<unknown> => {
      const params = { path: { id } };
      return disabled
        ? read(api.POST("/api/people/{id}/disable", { params }))
        : read(api.POST("/api/people/{id}/enable", { params }));
    },
    onSettled: changed,
  });
}

/** Says that somebody who came by mail is known here. */
export function useVerify(id: number) {
  const changed = usePersonChanged(id);
  return useMutation({
    mutationFn: () => read(api.POST("/api/people/{id}/verify", { params: { path: { id } } })),
    onSettled: changed,
  });
}
