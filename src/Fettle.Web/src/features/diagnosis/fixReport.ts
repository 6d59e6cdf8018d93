import type { Evidence } from "~/api/shapes";

export interface FixReport {
  before: Evidence[];
  after: Evidence[];
}

function isEvidence(value: unknown): value is Evidence {
  return typeof value === "object" && value !== null && "says" in value && typeof value.says === "string";
}

const evidenceOf = (value: unknown) => (Array.isArray(value) ? value.filter(isEvidence) : []);

/** The evidence before and after in what a device reported about a remedy; null where the job brought no such report. */
export function fixReportOf(result: unknown): FixReport | null {
  if (typeof result !== "object" || result === null || !("before" in result) || !("after" in result)) return null;
  return { before: evidenceOf(result.before), after: evidenceOf(result.after) };
}
