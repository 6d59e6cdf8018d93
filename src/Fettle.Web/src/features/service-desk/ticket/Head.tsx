import { ActionIcon, Button, Menu, TextInput, Tooltip } from "@mantine/core";
import { IconBook2, IconChevronLeft, IconDots, IconUserCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { TicketPage } from "~/api/shapes";
import { may, useMe } from "~/app/session";
import { When } from "~/ui/When";
import { StatusTag } from "../parts/labels";
import { useChange } from "./queries";
import classes from "./Ticket.module.css";

export function Head({ ticket }: { ticket: TicketPage }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const change = useChange(ticket.number);
  const writeUp = useMutation({
    mutationFn: () =>
      read(api.POST("/api/tickets/{number}/article-draft", { params: { path: { number: ticket.number } } })),
    onSuccess: (article) => navigate({ to: "/articles/$id/edit", params: { id: String(article.id) } }),
  });
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
        {may(me, "writeArticles") && (
          <Menu>
            <Menu.Target>
              <ActionIcon variant="default" size={30} aria-label={t("common.actions")}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconBook2 size={16} />} onClick={() => writeUp.mutate()}>
                {t("tickets.writeUp")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
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
