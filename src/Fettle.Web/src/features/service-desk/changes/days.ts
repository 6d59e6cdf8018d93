/** The days of a month's weeks or of one week, Monday first, where the reader is. */
export function daysOf(view: "month" | "week", at: Date): Date[] {
  const first = view === "month" ? new Date(at.getFullYear(), at.getMonth(), 1) : at;
  const start = addDays(midnight(first), -((first.getDay() + 6) % 7));
  if (view === "week") return Array.from({ length: 7 }, (_, i) => addDays(start, i));
  const last = new Date(at.getFullYear(), at.getMonth() + 1, 0);
  const weeks = Math.ceil((((first.getDay() + 6) % 7) + last.getDate()) / 7);
  return Array.from({ length: weeks * 7 }, (_, i) => addDays(start, i));
}

/** A day later by the calendar, which is not always 24 hours. */
export function addDays(day: Date, days: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
}

/** The same place in the month or week before or after. */
export function step(view: "month" | "week", at: Date, by: 1 | -1): Date {
  return view === "week" ? addDays(at, 7 * by) : new Date(at.getFullYear(), at.getMonth() + by, 1);
}

export function midnight(at: Date): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate());
}

/** 2026-11-22, by the reader's own calendar. */
export function isoDay(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** What of a span falls on a day. */
export function isOn(day: Date, from: string, until: string): boolean {
  return new Date(from) < addDays(day, 1) && new Date(until) > day;
}

/** An instant as an `<input type="datetime-local">` has it, and back. */
export function toInput(at: string | null): string {
  if (!at) return "";
  const local = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${isoDay(local)}T${two(local.getHours())}:${two(local.getMinutes())}`;
}

export function fromInput(value: string): string | null {
  return value ? new Date(value).toISOString() : null;
}
