import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { notify } from "~/ui/notify";
import { alertsQuery } from "./queries";

/** Says wherever somebody is in the console that they are called; what was said once is not said again. */
export default function AlertWatch() {
  const { t } = useTranslation();
  const alerts = useQuery(alertsQuery(false)).data;
  const said = useRef(new Set<number>());
  useEffect(() => {
    const fresh = (alerts?.items ?? []).filter((alert) => alert.mine && !said.current.has(alert.id));
    for (const alert of fresh) said.current.add(alert.id);
    const [first, ...others] = fresh;
    if (!first) return;
    const message =
      others.length === 0
        ? first.subject
        : t("promises.alerts.andMore", { subject: first.subject, count: others.length });
    void notify({ id: "alerts", color: "red", title: t("promises.alerts.forYou"), message, autoClose: 12_000 });
  }, [alerts, t]);
  return null;
}
