import type { ChangeState, JobStatus, Presence } from "~/api/shapes";

const text = (value: unknown) =>
  (typeof value === "string" && value !== "") || typeof value === "number" ? String(value) : undefined;
const number = (value: unknown) => (value && Number.isSafeInteger(Number(value)) ? Number(value) : undefined);

export interface ListSearch {
  q?: string;
  filter?: string;
  organisationId?: number;
}

export function listSearch(search: Record<string, unknown>): ListSearch {
  return { q: text(search.q), filter: text(search.filter), organisationId: number(search.organisationId) };
}

/** The address that a telephone system opens; what it makes of a plus sign is a space. */
export function callSearch(search: Record<string, unknown>): { number?: string } {
  return { number: text(search.number)?.trim() };
}

export interface DevicesSearch {
  q?: string;
  presence?: Presence;
  organisationId?: number;
}

export function devicesSearch(search: Record<string, unknown>): DevicesSearch {
  const presence = search.presence;
  return {
    q: text(search.q),
    presence: presence === "online" || presence === "offline" || presence === "never" ? presence : undefined,
    organisationId: number(search.organisationId),
  };
}

export interface JobsSearch {
  status?: JobStatus;
  deviceId?: number;
}

export const jobStatuses: JobStatus[] = [
  "waitingForApproval",
  "queued",
  "sent",
  "running",
  "succeeded",
  "failed",
  "timedOut",
  "refused",
  "interrupted",
  "cancelled",
  "expired",
];

export function jobsSearch(search: Record<string, unknown>): JobsSearch {
  return { status: jobStatuses.find((status) => status === search.status), deviceId: number(search.deviceId) };
}

export function tabSearch(search: Record<string, unknown>): { tab?: string } {
  return { tab: text(search.tab) };
}

export const reportDays = [7, 30, 90] as const;
export const reportGroups = ["queue", "organisation", "technician", "team", "category", "deviceModel"] as const;

export interface ReportSearch {
  days: (typeof reportDays)[number];
  by: (typeof reportGroups)[number];
  organisationId?: number;
}

export function reportSearch(search: Record<string, unknown>): ReportSearch {
  return {
    days: reportDays.find((days) => days === Number(search.days)) ?? 30,
    by: reportGroups.find((by) => by === search.by) ?? "queue",
    organisationId: number(search.organisationId),
  };
}

export interface ChangesSearch {
  tab?: "calendar" | "settings";
  state?: ChangeState;
  view?: "week";
  /** A day of the month or week that the calendar shows. */
  at?: string;
}

export const changeStates: ChangeState[] = [
  "draft",
  "waitingForApproval",
  "scheduled",
  "inProgress",
  "review",
  "closed",
  "failed",
  "backedOut",
  "cancelled",
];

export function changesSearch(search: Record<string, unknown>): ChangesSearch {
  return {
    tab: search.tab === "calendar" || search.tab === "settings" ? search.tab : undefined,
    state: changeStates.find((state) => state === search.state),
    view: search.view === "week" ? "week" : undefined,
    at: typeof search.at === "string" && /^\d{4}-\d\d-\d\d$/.test(search.at) ? search.at : undefined,
  };
}
