/** The time zones that the browser knows, by their IANA names. */
export function zones(known: string): string[] {
  return [...new Set([known, "Etc/UTC", ...Intl.supportedValuesOf("timeZone")])];
}
