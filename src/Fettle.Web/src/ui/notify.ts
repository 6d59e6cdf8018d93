import type { NotificationData } from "@mantine/notifications";
import { messageOf } from "~/api/problem";
import { i18n } from "~/i18n";

let wanted = false;
const watchers = new Set<() => void>();

export const toastsWanted = () => wanted;

export function whenToastsAreWanted(tell: () => void) {
  watchers.add(tell);
  return () => void watchers.delete(tell);
}

export async function notify(data: NotificationData) {
  const { notifications } = await import("@mantine/notifications");
  notifications.show(data);
  wanted = true;
  for (const tell of watchers) tell();
}

export function notifyProblem(error: unknown) {
  void notify({ color: "red", title: i18n.t("common.problem"), message: messageOf(error), autoClose: 8000 });
}

export function notifyDone(message: string) {
  void notify({ color: "fettle", message, autoClose: 3000 });
}
