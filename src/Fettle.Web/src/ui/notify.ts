import { notifications } from "@mantine/notifications";
import { messageOf } from "~/api/problem";
import { i18n } from "~/i18n";

export function notifyProblem(error: unknown) {
  notifications.show({ color: "red", title: i18n.t("common.problem"), message: messageOf(error), autoClose: 8000 });
}

export function notifyDone(message: string) {
  notifications.show({ color: "fettle", message, autoClose: 3000 });
}
