import { lazy, Suspense, useSyncExternalStore } from "react";
import { toastsWanted, whenToastsAreWanted } from "./notify";

const Stack = lazy(async () => ({ default: (await import("@mantine/notifications")).Notifications }));

/** Where notifications appear; their code is fetched with the first. */
export function Toasts() {
  const wanted = useSyncExternalStore(whenToastsAreWanted, toastsWanted);
  return <Suspense>{wanted && <Stack position="bottom-right" />}</Suspense>;
}
