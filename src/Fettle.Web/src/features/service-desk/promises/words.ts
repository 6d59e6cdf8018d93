/** "480" is 08:00; above a day it is on the next one. */
export function clock(minute: number): string {
  const of = minute === 1440 ? 1440 : minute % 1440;
  return `${String(Math.floor(of / 60)).padStart(2, "0")}:${String(of % 60).padStart(2, "0")}`;
}

/** "08:00" in minutes after midnight; null where it is no time. */
export function minuteOf(written: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(written.trim()) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return hours !== undefined && minute <= 1440 && Number(minutes) < 60 ? minute : null;
}

/** "1 h 30 min" or "3 d 2 h", the two largest parts, in the reader's language. */
export function duration(minutes: number, language: string): string {
  const parts: [number, string][] = [
    [Math.floor(Math.abs(minutes) / 1440), "day"],
    [Math.floor(Math.abs(minutes) / 60) % 24, "hour"],
    [Math.abs(minutes) % 60, "minute"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first < 0 ? 2 : first, first < 0 ? 3 : first + 2)
    .filter(([count], i) => i === 0 || count > 0)
    .map(([count, unit]) =>
      new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(count),
    )
    .join(" ");
}

/** Reads "90", "1.5 h", "1 h 30 min", "4h" or "2 d" (a day is 24 hours of the calendar); null where it is none. */
export function minutesOf(written: string): number | null {
  const text = written.trim().toLowerCase().replace(",", ".");
  if (text === "") return null;
  if (/^\d+$/.test(text)) return Number(text);
  let sum = 0;
  let rest = text;
  for (const [unit, length] of [
    ["d", 1440],
    ["h", 60],
    ["m(?:in)?", 1],
  ] as const) {
    const match = new RegExp(`^(\\d+(?:\\.\\d+)?)\\s*${unit}\\w*\\.?\\s*`).exec(rest);
    if (match) {
      sum += Number(match[1]) * length;
      rest = rest.slice(match[0].length);
    }
  }
  return rest === "" && sum > 0 ? Math.round(sum) : null;
}

/** How a target is written in a field: "4 h", "90 min". */
export function written(minutes: number | null | undefined): string {
  if (!minutes) return "";
  return minutes % 60 === 0
    ? `${minutes / 60} h`
    : minutes > 60
      ? `${Math.floor(minutes / 60)} h ${minutes % 60} min`
      : `${minutes} min`;
}

export type DueState = "breached" | "soon" | "later" | "paused";

const soon = 60 * 60 * 1000;

/** What a queue's row says of what is due next; null where nothing is. */
export function dueState(kind: string | null | undefined, at: string | null | undefined, now: number): DueState | null {
  if (!kind) return null;
  if (!at) return "paused";
  const left = Date.parse(at) - now;
  return left <= 0 ? "breached" : left < soon ? "soon" : "later";
}
