const browsers: [string, RegExp][] = [
  ["Edge", /Edg\//],
  ["Opera", /OPR\//],
  ["Firefox", /Firefox\//],
  ["Chrome", /Chrome\//],
  ["Safari", /Safari\//],
];
const systems: [string, RegExp][] = [
  ["Windows", /Windows/],
  ["Android", /Android/],
  ["iOS", /iPhone|iPad/],
  ["macOS", /Macintosh/],
  ["Linux", /Linux/],
];

/** "Firefox, Linux" from a browser's long name for itself. */
export function browserOf(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const named = (list: [string, RegExp][]) => list.find(([, pattern]) => pattern.test(userAgent))?.[0];
  const words = [named(browsers), named(systems)].filter(Boolean);
  return words.length > 0 ? words.join(", ") : userAgent.slice(0, 60);
}
