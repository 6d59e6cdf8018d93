import { queryOptions } from "@tanstack/react-query";
import { api, read } from "~/api/client";
import type { Role } from "~/api/shapes";

export const teamsQuery = queryOptions({
  queryKey: ["teams"],
  queryFn: ({ signal }) => read(api.GET("/api/teams", { signal })),
  staleTime: 60_000,
});

export const roles: Role[] = ["requester", "technician", "lead", "administrator"];
