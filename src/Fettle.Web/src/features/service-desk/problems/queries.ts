import { queryOptions } from "@tanstack/react-query";
import { api, read } from "~/api/client";

export const recordQuery = (number: number) =>
  queryOptions({
    queryKey: ["ticket", String(number), "problem"],
    queryFn: ({ signal }) => read(api.GET("/api/problems/{number}/record", { params: { path: { number } }, signal })),
  });

export const knownErrorsQuery = (number: number) =>
  queryOptions({
    queryKey: ["ticket", String(number), "known-errors"],
    queryFn: ({ signal }) =>
      read(api.GET("/api/tickets/{number}/known-errors", { params: { path: { number } }, signal })),
  });
