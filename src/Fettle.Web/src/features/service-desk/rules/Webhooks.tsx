import { Alert, Button, Modal } from "@mantine/core";
import { IconWebhook } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { may, useMe } from "~/app/session";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { useConfirm } from "~/ui/useConfirm";
import { When } from "~/ui/When";
import { Deliveries } from "./Deliveries";
import { EditWebhook } from "./EditWebhook";
import { IncomingHooks } from "./IncomingHooks";
import { useChange, type WebhookView, webhooksQuery } from "./queries";
import classes from "./Rules.module.css";

/** What other programs are told, and what they tell. */
export function Webhooks() {
  return (
    <div className={classes.stack}>
      <Outgoing />
      <IncomingHooks />
    </div>
  );
}

function Outgoing() {
  const { t } = useTranslation();
  const me = useMe();
  const webhooks = useQuery(webhooksQuery);
  const [edited, edit] = useState<WebhookView | "new" | null>(null);
  const add = may(me, "manageServiceDesk") && (
    <Button size="xs" onClick={() => edit("new")}>
      {t("rules.webhooks.add")}
    </Button>
  );
  return (
    <Panel title={t("rules.webhooks.title")} flush actions={(webhooks.data?.length ?? 0) > 0 && add}>
      <Query of={webhooks} rows={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              icon={<IconWebhook size={28} stroke={1.5} />}
              title={t("rules.webhooks.none")}
              hint={t("rules.webhooks.noneHint")}
            >
              {add}
            </Empty>
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <One key={row.id} row={row} onEdit={() => edit(row)} />
              ))}
            </ul>
          )
        }
      </Query>
      <Modal
        opened={edited !== null}
        onClose={() => edit(null)}
        title={edited === "new" ? t("rules.webhooks.add") : edited?.name}
        size="lg"
      >
        {edited && <EditWebhook webhook={edited === "new" ? null : edited} onDone={() => edit(null)} />}
      </Modal>
    </Panel>
  );
}

function One({ row, onEdit }: { row: WebhookView; onEdit: () => void }) {
  const { t } = useTranslation();
  const [log, showLog] = useState(false);
  const [question, ask] = useConfirm();
  const path = { id: row.id };
  const tried = useChange("webhooks", () => read(api.POST("/api/webhooks/{id}/test", { params: { path } })));
  const remove = useChange("webhooks", () => read(api.DELETE("/api/webhooks/{id}", { params: { path } })));
  return (
    <li>
      <div className={classes.head}>
        <strong>{row.name}</strong>
        {!row.enabled && <Tag tone="red">{t("rules.off")}</Tag>}
        {row.enabled && row.failingSince && (
          <Tag tone="amber">
            {t("rules.webhooks.failing")} <When at={row.failingSince} />
          </Tag>
        )}
        {row.mayChange && (
          <>
            <Button
              size="compact-sm"
              variant="default"
              disabled={!row.enabled}
              loading={tried.isPending}
              onClick={() => tried.mutate(undefined, { onSuccess: () => showLog(true) })}
            >
              {t("rules.webhooks.test")}
            </Button>
            <Button size="compact-sm" variant="default" onClick={onEdit}>
              {t("common.edit")}
            </Button>
          </>
        )}
        <Button size="compact-sm" variant="subtle" aria-expanded={log} onClick={() => showLog(!log)}>
          {t("rules.webhooks.deliveries")}
        </Button>
        {row.mayChange && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={() =>
              ask({
                title: t("rules.webhooks.delete"),
                text: t("rules.webhooks.deleteHint", { name: row.name }),
                action: t("rules.webhooks.delete"),
                run: () => remove.mutate(undefined),
              })
            }
          >
            {t("common.remove")}
          </Button>
        )}
      </div>
      <p className={classes.words}>
        {row.url}
        {" · "}
        {row.events.map((one) => t(`rules.event.${one}`)).join(", ") || t("rules.webhooks.byRules")}
      </p>
      {row.givenUpBecause && !row.enabled && <Alert color="red">{row.givenUpBecause}</Alert>}
      {log && <Deliveries webhook={row} />}
      {question}
    </li>
  );
}
