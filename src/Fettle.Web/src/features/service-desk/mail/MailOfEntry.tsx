import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { EntryMail, MailAddress } from "~/api/shapes";
import { Tag, type Tone } from "~/ui/Tag";
import { When } from "~/ui/When";
import { useTicketChanged } from "../ticket/queries";
import classes from "./Mail.module.css";
import { WholeMail } from "./WholeMail";

const tones: Record<EntryMail["state"], Tone> = {
  received: "grey",
  waiting: "amber",
  sent: "green",
  failed: "red",
  bounced: "red",
};

const written = ({ name, address }: MailAddress) => (name ? `${name} <${address}>` : address);

/** From whom and to whom a message went by mail, whether it got there, and the mail itself when it is asked for. */
export function MailOfEntry({ mail, again }: { mail: EntryMail; again?: ReactNode }) {
  const { t } = useTranslation();
  const [view, show] = useState<"folded" | "whole" | "sent">("folded");
  const toggle = (next: "whole" | "sent") => show(view === next ? "folded" : next);
  const out = mail.direction === "out";
  return (
    <div className={classes.mail}>
      <p className={classes.line}>
        <span>
          {out
            ? t("sending.to", { to: mail.to.map(written).join(", ") })
            : t("sending.from", { from: written(mail.from) })}
          {!out && mail.to.length > 0 && ` ${t("sending.toward", { to: mail.to.map(written).join(", ") })}`}
          {mail.cc.length > 0 && ` ${t("sending.copy", { cc: mail.cc.map(written).join(", ") })}`}
        </span>
        {out && <Tag tone={tones[mail.state]}>{t(`sending.state.${mail.state}`)}</Tag>}
      </p>
      {mail.failure && (
        <p className={classes.failure} role={mail.state === "waiting" ? undefined : "alert"}>
          {mail.failure}
          {mail.state === "waiting" && mail.nextAttemptAt && (
            <>
              {" "}
              {t("sending.next")} <When at={mail.nextAttemptAt} />
            </>
          )}
        </p>
      )}
      {(mail.kept || again) && (
        <div className={classes.actions}>
          {again}
          {mail.kept && mail.hasMore && (
            <button
              type="button"
              className={classes.link}
              aria-expanded={view === "whole"}
              onClick={() => toggle("whole")}
            >
              {t(view === "whole" ? "sending.fold" : "sending.unfold")}
            </button>
          )}
          {mail.kept && mail.hasHtml && (
            <button
              type="button"
              className={classes.link}
              aria-expanded={view === "sent"}
              onClick={() => toggle("sent")}
            >
              {t(view === "sent" ? "sending.hide" : "sending.asSent")}
            </button>
          )}
          {mail.kept && (
            <a className={classes.link} href={`/api/mails/${mail.id}/message.eml`} download={`mail-${mail.id}.eml`}>
              {t("sending.original")}
            </a>
          )}
        </div>
      )}
      {view !== "folded" && <WholeMail id={mail.id} asSent={view === "sent"} />}
    </div>
  );
}

/** Sends a reply once more that failed or came back. */
export function SendAgain({ mail, number }: { mail: EntryMail; number: number }) {
  const { t } = useTranslation();
  const changed = useTicketChanged(number);
  const send = useMutation({
    mutationFn: () => read(api.POST("/api/mails/{id}/send", { params: { path: { id: mail.id } } })),
    onSettled: changed,
  });
  return (
    <Button size="compact-xs" variant="default" loading={send.isPending} onClick={() => send.mutate()}>
      {t("sending.again")}
    </Button>
  );
}
