import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { Query } from "~/ui/Query";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { type Delivery, deliveriesQuery, useChange, type WebhookView } from "./queries";
import classes from "./Rules.module.css";

/** What a webhook was told, and what it answered. */
export function Deliveries({ webhook }: { webhook: WebhookView }) {
  const { t } = useTranslation();
  const deliveries = useQuery(deliveriesQuery(webhook.id));
  const replay = useChange("webhooks", (deliveryId: number) =>
    read(
      api.POST("/api/webhooks/{id}/deliveries/{deliveryId}/replay", {
        params: { path: { id: webhook.id, deliveryId } },
      }),
    ),
  );
  return (
    <Query of={deliveries} rows={2}>
      {(page) =>
        page.items.length === 0 ? (
          <p className={classes.words}>{t("rules.webhooks.noDeliveries")}</p>
        ) : (
          <ul className={classes.list}>
            {page.items.map((one) => (
              <li key={one.id}>
                <div className={classes.head}>
                  <span>
                    <code>{one.event}</code>{" "}
                    {one.ticketNumber && (
                      <Link to="/tickets/$number" params={{ number: String(one.ticketNumber) }}>
                        #{one.ticketNumber}
                      </Link>
                    )}{" "}
                    <When at={one.at} />
                  </span>
                  <State of={one} />
                  {webhook.mayChange && webhook.enabled && (
                    <Button size="compact-xs" variant="default" onClick={() => replay.mutate(one.id)}>
                      {t("rules.webhooks.replay")}
                    </Button>
                  )}
                </div>
                <details>
                  <summary className={classes.words}>{t("rules.webhooks.details")}</summary>
                  <pre className={classes.body}>{one.body}</pre>
                  {one.answer && (
                    <Fragment>
                      <p className={classes.words}>{t("rules.webhooks.answer")}</p>
                      <pre className={classes.body}>{one.answer}</pre>
                    </Fragment>
                  )}
                </details>
              </li>
            ))}
          </ul>
        )
      }
    </Query>
  );
}

function State({ of: one }: { of: Delivery }) {
  const { t } = useTranslation();
  if (one.arrivedAt)
    return (
      <Tag tone="green">
        {one.status} · {one.milliseconds} ms
      </Tag>
    );
  if (one.tries === 0) return <Tag>{t("rules.webhooks.waiting")}</Tag>;
  return (
    <>
      <Tag tone={one.nextTryAt ? "amber" : "red"}>{one.failure}</Tag>
      {one.nextTryAt && (
        <span className="f-dim">
          {t("rules.webhooks.next")} <When at={one.nextTryAt} />
        </span>
      )}
    </>
  );
}
