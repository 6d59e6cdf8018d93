import { Alert, Button } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Mailbox } from "~/api/shapes";
import { may, useMe } from "~/app/session";
import { notifyProblem } from "~/ui/notify";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { useConfirm } from "~/ui/useConfirm";
import { When } from "~/ui/When";
import { mailboxesQuery, useDeleteMailbox, usePauseMailbox } from "./incoming";
import classes from "./Senders.module.css";

const MailboxDialog = lazy(() => import("./MailboxDialog"));

/** Where mail comes in, and how each of these is doing. */
export function Mailboxes() {
  const { t } = useTranslation();
  const me = useMe();
  const mailboxes = useQuery(mailboxesQuery);
  const [edited, edit] = useState<Mailbox | "new" | null>(null);
  const manages = may(me, "manageServiceDesk");
  const add = manages && (
    <Button size="xs" onClick={() => edit("new")}>
      {t("receiving.addMailbox")}
    </Button>
  );
  return (
    <Panel title={t("receiving.mailboxes")} flush actions={(mailboxes.data?.length ?? 0) > 0 && add}>
      <Query of={mailboxes} rows={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              icon={<IconInbox size={28} stroke={1.5} />}
              title={t("receiving.noMailboxes")}
              hint={t("receiving.noMailboxesHint")}
            >
              {add}
            </Empty>
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <One key={row.id} mailbox={row} onEdit={manages ? () => edit(row) : null} />
              ))}
            </ul>
          )
        }
      </Query>
      {edited && (
        <Suspense>
          <MailboxDialog mailbox={edited === "new" ? null : edited} onClose={() => edit(null)} />
        </Suspense>
      )}
    </Panel>
  );
}

function One({ mailbox, onEdit }: { mailbox: Mailbox; onEdit: (() => void) | null }) {
  const { t } = useTranslation();
  const me = useMe();
  const pause = usePauseMailbox(mailbox.id);
  const remove = useDeleteMailbox(mailbox.id);
  const [question, ask] = useConfirm();
  const paused = mailbox.pausedAt !== null;
  return (
    <li>
      <div className={classes.about}>
        <strong>{mailbox.address}</strong>
        <State mailbox={mailbox} />
        <span className="f-dim">
          {mailbox.host ? `${mailbox.host}:${mailbox.port} · ${mailbox.folder}` : t("receiving.handedIn")}
          {me.organisations.length > 1 &&
            ` · ${mailbox.forAll ? t("receiving.everyOrganisation") : me.organisations.find((one) => one.id === mailbox.organisationId)?.name}`}
        </span>
        {mailbox.waiting > 0 && <span className="f-dim">{t("receiving.waiting", { count: mailbox.waiting })}</span>}
        <span className="f-dim">
          {t("receiving.lastMail")} {mailbox.lastMailAt ? <When at={mailbox.lastMailAt} /> : t("common.never")}
        </span>
      </div>
      {onEdit && (
        <div className={classes.do}>
          {mailbox.host && (
            <Button
              size="compact-sm"
              variant="default"
              loading={pause.isPending}
              onClick={() => pause.mutate(!paused, { onError: notifyProblem })}
            >
              {t(paused ? "receiving.resume" : "receiving.pause")}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={onEdit}>
            {t("common.edit")}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={() =>
              ask({
                title: t("receiving.delete"),
                text: t("receiving.deleteHint", { address: mailbox.address }),
                action: t("receiving.delete"),
                run: () => remove.mutate(undefined, { onError: notifyProblem }),
              })
            }
          >
            {t("common.remove")}
          </Button>
        </div>
      )}
      {(mailbox.trouble || mailbox.alertTicket) && (
        <Alert color="red" className={classes.said}>
          {mailbox.troubleSince && (
            <strong>
              {t("receiving.trouble")} <When at={mailbox.troubleSince} />.{" "}
            </strong>
          )}
          {mailbox.trouble ?? t("receiving.silent")}{" "}
          {mailbox.alertTicket && (
            <Link to="/tickets/$number" params={{ number: String(mailbox.alertTicket) }}>
              #{mailbox.alertTicket}
            </Link>
          )}
        </Alert>
      )}
      {question}
    </li>
  );
}

function State({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useTranslation();
  if (mailbox.pausedAt) return <Tag tone="amber">{t("receiving.state.paused")}</Tag>;
  if (mailbox.trouble || mailbox.alertTicket) return <Tag tone="red">{t("receiving.state.trouble")}</Tag>;
  if (mailbox.lastContactAt || mailbox.lastMailAt) return <Tag tone="green">{t("receiving.state.works")}</Tag>;
  return <Tag>{t("receiving.state.new")}</Tag>;
}
