import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import classes from "./Promises.module.css";
import { type AlertItem, alertsQuery, useOnCallChange } from "./queries";

/** What waits for somebody to look after it. */
export function Alerts() {
  const { t } = useTranslation();
  const alerts = useQuery(alertsQuery(false));
  return (
    <Panel title={t("promises.alerts.title")} flush>
      <Query of={alerts} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={`${classes.card} ${classes.dim}`} style={{ margin: 0 }}>
              {t("promises.alerts.none")}
            </p>
          ) : (
            items.map((item) => <OneAlert key={item.id} alert={item} />)
          )
        }
      </Query>
    </Panel>
  );
}

function OneAlert({ alert }: { alert: AlertItem }) {
  const { t } = useTranslation();
  const answer = useOnCallChange(() =>
    read(api.PUT("/api/on-call/alerts/{alertId}/answer", { params: { path: { alertId: alert.id } } })),
  );
  const told = [...new Set(alert.told.map((one) => one.person.name))];
  const failures = alert.told.filter((one) => one.failure && !one.sentAt);
  return (
    <div className={classes.card}>
      <div className={classes.cardHead}>
        {alert.urgent && <Tag tone="red">{t("promises.alerts.urgent")}</Tag>}
        <h3>
          {alert.ticketNumber ? (
            <Link to="/tickets/$number" params={{ number: String(alert.ticketNumber) }}>
              {alert.subject}
            </Link>
          ) : (
            alert.subject
          )}
        </h3>
        <span className={classes.dim}>
          {alert.rotation} · <When at={alert.raisedAt} />
        </span>
        <Button size="compact-sm" loading={answer.isPending} onClick={() => answer.mutate(undefined)}>
          {t("promises.alerts.answer")}
        </Button>
      </div>
      <span className={classes.dim}>
        {told.length > 0 ? t("promises.alerts.told", { names: told.join(", ") }) : t("promises.alerts.toldNobody")}
        {alert.nextAt && (
          <>
            {" "}
            {t("promises.alerts.next")} <When at={alert.nextAt} />
          </>
        )}
      </span>
      {failures.map((one) => (
        <span key={`${one.channel} ${one.at}`} className={classes.missed}>
          {t("promises.alerts.failed", { channel: t(`promises.channel.${one.channel}`), why: one.failure ?? "" })}
        </span>
      ))}
    </div>
  );
}
