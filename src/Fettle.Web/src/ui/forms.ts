import { messageOf, Problem } from "~/api/problem";

/** What of a refusal belongs to which field, and what to say above the form. */
export function formProblem(error: unknown): { text: string | null; fields: Record<string, string> } {
  const fields = error instanceof Problem ? error.fields : {};
  return { text: Object.keys(fields).length > 0 ? null : messageOf(error), fields };
}
