import type { TicketStatus } from "~/api/shapes";

/** What the queue shows, as it stands in the address. */
export interface QueueSearch {
  view?: string;
  q?: string;
  status?: string;
  queueId?: number;
  assigneeId?: string;
  organisationId?: number;
  tag?: string;
  due?: string;
  sort?: string;
}

export const openStatuses: TicketStatus[] = ["new", "open", "waitingForRequester", "waitingForOther"];
export const allStatuses: TicketStatus[] = [...openStatuses, "resolved", "verified", "closed"];

const text = (value: unknown) =>
  (typeof value === "string" && value !== "") || typeof value === "number" ? String(value) : undefined;
const number = (value: unknown) => (Number.isSafeInteger(Number(value)) && value ? Number(value) : undefined);

export function queueSearch(search: Record<string, unknown>): QueueSearch {
  return {
    view: text(search.view),
    q: text(search.q),
    status: text(search.status),
    queueId: number(search.queueId),
    assigneeId: text(search.assigneeId),
    organisationId: number(search.organisationId),
    tag: text(search.tag),
    due: text(search.due),
    sort: text(search.sort),
  };
}
