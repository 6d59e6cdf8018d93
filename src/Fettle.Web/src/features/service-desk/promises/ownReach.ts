import type { Me } from "~/api/shapes";

/** For whom somebody promises first: all organisations where they work for all, else the one that they work for. */
export function ownReach(me: Me): number | null {
  const everywhere = me.roles.some(
    (grant) => grant.organisationId === null && (grant.role === "lead" || grant.role === "administrator"),
  );
  return everywhere ? null : (me.organisations[0]?.id ?? null);
}
