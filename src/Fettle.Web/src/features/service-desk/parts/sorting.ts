import { queryOptions } from "@tanstack/react-query";
import { api, read } from "~/api/client";

export const categoriesQuery = queryOptions({
  queryKey: ["categories"],
  queryFn: ({ signal }) => read(api.GET("/api/categories", { signal })),
  staleTime: 300_000,
});

export const fieldsQuery = queryOptions({
  queryKey: ["fields"],
  queryFn: ({ signal }) => read(api.GET("/api/fields", { signal })),
  staleTime: 300_000,
});
