import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api, read } from "~/api/client";
import type { Job, JobStatus } from "~/api/shapes";
import type { JobsSearch } from "~/app/search/lists";

export function isOver(status: JobStatus): boolean {
  return !(status === "waitingForApproval" || status === "queued" || status === "sent" || status === "running");
}

export const jobQuery = (id: number) =>
  queryOptions({
    queryKey: ["job", String(id)],
    queryFn: async ({ signal }) => {
      const job = await read(api.GET("/api/jobs/{id}", { params: { path: { id } }, signal }));
      // The document leaves open what the record always has.
      return job as Job;
    },
    // Nudges are quicker; this is for when the line is cut.
    refetchInterval: (query) => (query.state.data && !isOver(query.state.data.status) ? 3000 : false),
  });

export const jobsQuery = (search: JobsSearch) =>
  infiniteQueryOptions({
    queryKey: ["jobs", search],
    queryFn: ({ pageParam, signal }) =>
      read(api.GET("/api/jobs", { params: { query: { ...search, cursor: pageParam, limit: 100 } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export type JobStep = "approve" | "cancel" | "retry";

export function useJobStep(id: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (step: JobStep): Promise<unknown> => {
      const params = { path: { id } };
      if (step === "approve") return read(api.POST("/api/jobs/{id}/approve", { params }));
      if (step === "cancel") return read(api.POST("/api/jobs/{id}/cancel", { params }));
      return read(api.POST("/api/jobs/{id}/retry", { params }));
    },
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ["job", String(id)] }),
        cache.invalidateQueries({ queryKey: ["jobs"] }),
        cache.invalidateQueries({ queryKey: ["diagnosis"] }),
      ]),
  });
}
