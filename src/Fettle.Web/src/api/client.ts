import createClient from "openapi-fetch";
import { Problem } from "./problem";
import type { paths } from "./schema";

// A foreign page cannot send this header, so the server takes it as proof against forged requests.
const own = { "X-Fettle": "1" };

/** The typed client of the server's API; its types come from the server's own OpenAPI document. */
export const api = createClient<paths>({
  baseUrl: "/",
  headers: own,
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer, or a thrown `Problem` in the server's own words. */
export async function read<T>(pending: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await pending;
  if (!response.ok) throw Problem.of(error, response);
  return data as T;
}

/** Sends files as the browser's own form does: the typed client speaks JSON only. */
export async function upload(address: string, files: File[]): Promise<void> {
  const form = new FormData();
  for (const file of files) form.append("file", file);
  const response = await fetch(address, { method: "POST", headers: own, body: form });
  if (!response.ok) throw Problem.of(await response.json().catch(() => null), response);
}
