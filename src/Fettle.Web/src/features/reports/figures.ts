/** A span of minutes as people say it, in one unit: "35 min", "4 hrs", "3 days"; a dash where there is none. */
export function minutes(value: number | null, language: string): string {
  if (value === null) return "–";
  const [amount, unit] =
    value < 90 ? [value, "minute"] : value < 48 * 60 ? [value / 60, "hour"] : [value / 1440, "day"];
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount);
}

/** 0 to 1 as per cent; a dash where there is nothing to count. */
export function part(value: number | null, language: string): string {
  return value === null
    ? "–"
    : new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(value);
}

/** The first day of a period of so many days that ends today, where the reader is. */
export function startOf(days: number, now: Date): string {
  const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + 1);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${first.getFullYear()}-${two(first.getMonth() + 1)}-${two(first.getDate())}`;
}
