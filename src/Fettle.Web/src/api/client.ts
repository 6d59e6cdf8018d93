import createClient from "openapi-fetch";
import type { PendingPaths } from "./pending";
import { Problem } from "./problem";
import type { paths } from "./schema";

/** The typed client of the server's API; its types come from the server's own OpenAPI document. */
export const api = createClient<paths & PendingPaths>({
  baseUrl: "/",
  // A foreign page cannot send this header, so the server takes it as proof against forged requests.
  headers: { "X-Fettle": "1" },
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
