import { afterEach, expect, test, vi } from "vitest";
import { api, read } from "./client";
import { answerProof, proofIsAsked } from "./proof";

const asked: string[] = [];

function server(...answers: Response[]) {
  asked.length = 0;
  const fetch = async (request: Request) => {
    asked.push(await request.text());
    return answers.shift() ?? new Response(null, { status: 500 });
  };
  vi.stubGlobal("fetch", fetch);
}

const needed = () =>
  Response.json({ type: "urn:fettle:proof-needed", detail: "Show again who you are." }, { status: 403 });
const change = () =>
  read(
    api.PUT("/api/me/password", {
      body: { current: "a", next: "b" } as never,
      baseUrl: "http://localhost/",
      fetch: (request) => fetch(request),
    }),
  );

afterEach(() => vi.unstubAllGlobals());

test("what needed a proof is sent again, whole, once it is given", async () => {
  server(needed(), new Response(null, { status: 204 }));
  const changed = change();
  await vi.waitUntil(proofIsAsked);
  answerProof(true);
  await changed;
  expect(asked).toEqual(['{"current":"a","next":"b"}', '{"current":"a","next":"b"}']);
  expect(proofIsAsked()).toBe(false);
});

test("who gives no proof hears what the server said", async () => {
  server(needed());
  const changed = change();
  await vi.waitUntil(proofIsAsked);
  answerProof(false);
  await expect(changed).rejects.toThrow("Show again who you are.");
});

test("another refusal asks for nothing", async () => {
  server(Response.json({ detail: "Not yours." }, { status: 403 }));
  await expect(change()).rejects.toThrow("Not yours.");
  expect(asked).toHaveLength(1);
});
