import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { notify } from "~/ui/notify";
import { alertsQuery } from "./queries";

/** Says wherever somebody is in the console that they are called; it stays until it is put away. */
export default function AlertWatch() {
  const { t } = useTranslation();
  const alerts = useQuery(alertsQuery(false)).data;
  const said = useRef(new Set<number>());
  useEffect(() => {
    for (const alert of alerts?.items ?? []) {
      if (!alert.mine || said.current.has(alert.id)) continue;
      said.current.add(alert.id);
      void notify({
        id: `alert-${alert.id}`,
        color: "red",
        title: t("promises.alerts.forYou"),
        message: alert.subject,
        autoClose: false,
      });
    }
  }, [alerts, t]);
  return null;
}
