import { ActionIcon, Button, TextInput, Tooltip } from "@mantine/core";
import { IconChevronLeft, IconUserCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TicketPage } from "~/api/shapes";
import { useMe } from "~/app/session";
import { When } from "~/ui/When";
import { StatusTag } from "../parts/labels";
import { MoreActions } from "./MoreActions";
import { useChange } from "./queries";
import classes from "./Ticket.module.css";

export function Head({ ticket }: { ticket: TicketPage }) {
  const { t } = useTranslation();
  const me = useMe();
  const change = useChange(ticket.number);
  const mine = ticket.assignee?.id === me.person?.id;
  return (
    <header className={classes.head}>
      <div className={classes.crumb}>
        <Tooltip label={t("tickets.keys.back")}>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            component={Link}
            to="/queue"
            aria-label={t("tickets.keys.back")}
          >
            <IconChevronLeft size={16} />
          </ActionIcon>
        </Tooltip>
        <span className="f-num">#{ticket.number}</span>
        <span>{t(`tickets.kind.${ticket.kind}`)}</span>
        <StatusTag status={ticket.status} />
        <span>
          {t("tickets.opened")} <When at={ticket.createdAt} />
        </span>
      </div>
      <Subject ticket={ticket} onChange={(subject) => change.mutate({ field: "subject", subject })} />
      <div className={classes.actions}>
        {!mine && me.person && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconUserCheck size={16} />}
            onClick={() => me.person && change.mutate({ field: "assignee", technicianId: me.person.id })}
          >
            {t("tickets.take")}
          </Button>
        )}
        <MoreActions ticket={ticket} />
      </div>
    </header>
  );
}

function Subject({ ticket, onChange }: { ticket: TicketPage; onChange: (subject: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  if (text === null) {
    return (
      <h1 className={classes.subject}>
        <button
          type="button"
          className={classes.subjectButton}
          title={t("tickets.rename")}
          onClick={() => setText(ticket.subject)}
        >
          {ticket.subject}
        </button>
      </h1>
    );
  }
  const keep = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() && text !== ticket.subject) onChange(text.trim());
    setText(null);
  };
  return (
    <form onSubmit={keep}>
      <TextInput
        autoFocus
        aria-label={t("tickets.fields.subject")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => keep()}
        onKeyDown={(event) => event.key === "Escape" && setText(null)}
      />
    </form>
  );
}
