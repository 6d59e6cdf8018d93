/** The secret of a link that works once; after the `#` it never reaches a log. */
export function secretOf(location: Location): string {
  return (
    new URLSearchParams(location.hash.slice(1)).get("secret") ??
    new URLSearchParams(location.search).get("secret") ??
    ""
  );
}
