import createClient from "openapi-fetch";
import { Problem } from "./problem";
import { askForProof } from "./proof";
import type { paths } from "./schema";

// A foreign page cannot send this header, so the server takes it as proof against forged requests.
const own = { "X-Fettle": "1" };

/** The typed client of the server's API; its types come from the server's own OpenAPI document. */
export const api = createClient<paths>({
  baseUrl: "/",
  headers: own,
});
api.use(askForProof);

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

/** Sends files as the browser's own form does: the typed client speaks JSON only, and `fetch` does not say how far it is (from 0 to 1). */
export function upload(address: string, files: File[], onProgress?: (part: number) => void): Promise<unknown> {
  const form = new FormData();
  for (const file of files) form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    for (const [name, value] of Object.entries(own)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onerror = () => reject(new TypeError("Failed to fetch"));
    request.onload = () => {
      if (request.status < 300) return resolve(parsed(request.responseText));
      const { status, statusText } = request;
      reject(Problem.of(parsed(request.responseText), new Response(null, { status, statusText })));
    };
    request.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
