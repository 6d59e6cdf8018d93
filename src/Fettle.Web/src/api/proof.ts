import type { Middleware } from "openapi-fetch";

const needed = "urn:fettle:proof-needed";

let answer: ((proven: boolean) => void) | null = null;
const watchers = new Set<() => void>();
const copies = new Map<string, Request>();

/** Whether somebody is being asked, just now, to show again who they are. */
export const proofIsAsked = () => answer !== null;

export function whenProofIsAsked(tell: () => void) {
  watchers.add(tell);
  return () => void watchers.delete(tell);
}

/** What was asked is answered: what waits for it is sent again, or given up. */
export function answerProof(proven: boolean) {
  answer?.(proven);
  become(null);
}

/**
 * What changes how one gets in needs a fresh proof of who is there. Where the server says so, the person is asked, and the request is sent once more.
 * A request is one that can be sent again: its body is copied before it is used up.
 */
export const askForProof: Middleware = {
  onRequest({ request, id }) {
    copies.set(id, request.clone());
  },
  async onResponse({ response, id }) {
    const again = copies.get(id);
    copies.delete(id);
    if (!again || response.status !== 403 || answer || !(await isNeeded(response.clone()))) return undefined;
    return (await new Promise<boolean>(become)) ? fetch(again) : undefined;
  },
  onError({ id }) {
    copies.delete(id);
  },
};

async function isNeeded(response: Response): Promise<boolean> {
  const problem: { type?: string } | null = await response.json().catch(() => null);
  return problem?.type === needed;
}

function become(next: typeof answer) {
  answer = next;
  for (const tell of watchers) tell();
}
