import { queryOptions } from "@tanstack/react-query";
import { api, read } from "~/api/client";

export const vendorsQuery = queryOptions({
  queryKey: ["vendors"],
  queryFn: ({ signal }) => read(api.GET("/api/vendors", { signal })),
  staleTime: 60_000,
});

export const sidesQuery = (number: number) =>
  queryOptions({
    queryKey: ["ticket", String(number), "sides"],
    queryFn: ({ signal }) => read(api.GET("/api/tickets/{number}/sides", { params: { path: { number } }, signal })),
  });
