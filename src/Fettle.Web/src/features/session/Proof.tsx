import { lazy, Suspense, useSyncExternalStore } from "react";
import { proofIsAsked, whenProofIsAsked } from "~/api/proof";

const Dialog = lazy(async () => ({ default: (await import("./ProofDialog")).ProofDialog }));

/** Where somebody is asked to show again who they are; its code is fetched when that is first needed. */
export function Proof() {
  const asked = useSyncExternalStore(whenProofIsAsked, proofIsAsked);
  return <Suspense>{asked && <Dialog />}</Suspense>;
}
