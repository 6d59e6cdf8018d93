/** A new name for something that is to be done once, however often it is sent (the `Idempotency-Key` header). */
export function newKey(): string {
  // Not randomUUID: browsers have that on https only, and a first try of Fettle is often on plain http.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
