import { Alert, Button } from "@mantine/core";
import { IconMailForward } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Sender } from "~/api/shapes";
import { useMe } from "~/app/session";
import { notifyProblem } from "~/ui/notify";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { useConfirm } from "~/ui/useConfirm";
import { When } from "~/ui/When";
import { sendersQuery, useDeleteSender, useTrySender } from "./queries";
import classes from "./Senders.module.css";

const SenderDialog = lazy(() => import("./SenderDialog"));

/** The addresses that the desk sends from, and whether their servers take the mail. */
export function Senders() {
  const { t } = useTranslation();
  const senders = useQuery(sendersQuery);
  const [edited, edit] = useState<Sender | "new" | null>(null);
  const add = (
    <Button size="xs" onClick={() => edit("new")}>
      {t("sending.addSender")}
    </Button>
  );
  return (
    <Panel title={t("sending.senders")} flush actions={(senders.data?.length ?? 0) > 0 && add}>
      <Query of={senders} rows={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              icon={<IconMailForward size={28} stroke={1.5} />}
              title={t("sending.noSenders")}
              hint={t("sending.noSendersHint")}
            >
              {add}
            </Empty>
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <One key={row.id} sender={row} onEdit={() => edit(row)} />
              ))}
            </ul>
          )
        }
      </Query>
      {edited && (
        <Suspense>
          <SenderDialog sender={edited === "new" ? null : edited} onClose={() => edit(null)} />
        </Suspense>
      )}
    </Panel>
  );
}

function One({ sender, onEdit }: { sender: Sender; onEdit: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const tried = useTrySender(sender.id);
  const remove = useDeleteSender();
  const [question, ask] = useConfirm();
  return (
    <li>
      <div className={classes.about}>
        <strong>{sender.address}</strong>
        <span className="f-dim">
          {sender.queue ?? t("sending.everyQueue")}
          {me.organisations.length > 1 &&
            ` · ${me.organisations.find((one) => one.id === sender.organisationId)?.name}`}
          {` · ${sender.host}:${sender.port}`}
        </span>
        {sender.waiting > 0 && <Tag tone="amber">{t("sending.waiting", { count: sender.waiting })}</Tag>}
        {sender.lastSentAt && (
          <span className="f-dim">
            {t("sending.lastSent")} <When at={sender.lastSentAt} />
          </span>
        )}
      </div>
      {sender.mayChange && (
        <div className={classes.do}>
          <Button size="compact-sm" variant="default" loading={tried.isPending} onClick={() => tried.mutate()}>
            {t("sending.try")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onEdit}>
            {t("common.edit")}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={() =>
              ask({
                title: t("sending.delete"),
                text: t("sending.deleteHint", { address: sender.address }),
                action: t("sending.delete"),
                run: () => remove.mutate(sender.id, { onError: notifyProblem }),
              })
            }
          >
            {t("common.remove")}
          </Button>
        </div>
      )}
      {sender.trouble && (
        <Alert color="red" className={classes.said}>
          {sender.troubleSince && (
            <strong>
              {t("sending.trouble")} <When at={sender.troubleSince} />.{" "}
            </strong>
          )}
          {sender.trouble}
        </Alert>
      )}
      {tried.data && (
        <Alert
          color={tried.data.sent ? "green" : "red"}
          className={classes.said}
          title={tried.data.sent ? t("sending.trySent", { to: tried.data.to }) : t("sending.tryFailed")}
        >
          {tried.data.words}
        </Alert>
      )}
      {tried.isError && (
        <Alert color="red" className={classes.said} title={t("sending.tryFailed")}>
          {tried.error.message}
        </Alert>
      )}
      {question}
    </li>
  );
}
