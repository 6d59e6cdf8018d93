import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read } from "~/api/client";

export const roomQuery = (number: number) =>
  queryOptions({
    queryKey: ["ticket", String(number), "room"],
    queryFn: ({ signal }) => read(api.GET("/api/major-incidents/{number}", { params: { path: { number } }, signal })),
  });

export const majorIncidentsQuery = queryOptions({
  queryKey: ["tickets", "major-incidents"],
  queryFn: ({ signal }) => read(api.GET("/api/major-incidents", { signal })),
});

export const announcementsQuery = queryOptions({
  queryKey: ["tickets", "announcements"],
  queryFn: ({ signal }) => read(api.GET("/api/announcements", { signal })),
});

/** A change of a room, or of what is announced: whatever shows it fetches it again. */
export function useMajor<T>(run: (value: T) => Promise<unknown>, quiet = false) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: run,
    meta: { quiet },
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ["ticket"] }),
        cache.invalidateQueries({ queryKey: ["tickets"] }),
      ]),
  });
}
