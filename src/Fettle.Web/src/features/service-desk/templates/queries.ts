import { queryOptions } from "@tanstack/react-query";
import { api, read } from "~/api/client";

export const templatesQuery = queryOptions({
  queryKey: ["ticket-templates"],
  queryFn: ({ signal }) => read(api.GET("/api/ticket-templates", { signal })),
  staleTime: 60_000,
});

export const recurringQuery = queryOptions({
  queryKey: ["recurring-tickets"],
  queryFn: ({ signal }) => read(api.GET("/api/recurring-tickets", { signal })),
});
