import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, read } from "~/api/client";
import type { Me, Permission } from "~/api/shapes";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => read(api.GET("/api/me", { signal })),
  staleTime: 60_000,
});

export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error("The session is read before any page that needs it.");
  return data;
}

/** The server decides; this only leaves out what it would refuse. */
export function may(me: Me, permission: Permission): boolean {
  return me.permissions.includes(permission);
}

/** Somebody with more than a requester's rights works in the console. */
export function worksInConsole(me: Me): boolean {
  return me.permissions.some((permission) => permission !== "usePortal");
}
