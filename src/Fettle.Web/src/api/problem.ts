interface Details {
  type?: string;
  title?: string;
  detail?: string;
  errors?: Record<string, string[]>;
}

/** An answer of the server that says no (RFC 9457). */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    message: string,
    readonly fields: Record<string, string> = {},
    readonly type?: string,
  ) {
    super(message);
  }

  static of(body: unknown, response: Response): Problem {
    const details: Details = typeof body === "object" && body !== null ? body : {};
    const fields = Object.fromEntries(
      Object.entries(details.errors ?? {}).map(([field, texts]) => [camelCase(field), texts.join(" ")]),
    );
    const message = details.detail ?? details.title ?? `${response.status} ${response.statusText}`;
    return new Problem(response.status, message, fields, details.type);
  }
}

// Validation names fields as the server's records do, with dots for nested ones.
function camelCase(field: string): string {
  return field.replace(/(^|\.)([A-Z])/g, (_, dot: string, letter: string) => dot + letter.toLowerCase());
}

/** A question rather than a refusal: the same request with `force` is done. */
export function mayBeForced(error: unknown): boolean {
  return error instanceof Problem && error.type === "urn:fettle:may-be-forced";
}

/** What to tell a person about any thrown thing. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
