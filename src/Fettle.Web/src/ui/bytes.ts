const units = ["B", "kB", "MB", "GB", "TB", "PB"];

/** A size as a person reads it: 1000 bytes are a kilobyte. */
export function bytes(size: number, language: string): string {
  let unit = 0;
  let value = size;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toLocaleString(language, { maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0 })} ${units[unit]}`;
}
