import {
  ActionIcon,
  Button,
  CloseButton,
  NumberInput,
  Popover,
  Select,
  Stack,
  TagsInput,
  Tooltip,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconEye, IconEyeOff, IconLink, IconPaperclip } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LinkKind, TicketPage } from "~/api/shapes";
import { useMe } from "~/app/session";
import { Panel } from "~/ui/Page";
import { Tag } from "~/ui/Tag";
import { StatusTag } from "../parts/labels";
import { Sides } from "../vendors/Sides";
import { AttachmentList } from "./AttachmentList";
import { Checklist } from "./Checklist";
import { Fields } from "./Fields";
import { useChange, useLink, useUnlink, useWatch } from "./queries";
import { Related } from "./Related";
import classes from "./Ticket.module.css";
import { TimeSpent } from "./TimeSpent";

/** What hangs on a ticket: tags, linked tickets, who follows it, its files. */
export function Details({ ticket }: { ticket: TicketPage }) {
  const { t } = useTranslation();
  const me = useMe();
  const change = useChange(ticket.number);
  const watch = useWatch(ticket.number);
  const unlink = useUnlink(ticket.number);
  const watching = ticket.watchers.some((one) => one.id === me.person?.id);
  return (
    <Panel
      title={t("tickets.details")}
      actions={
        <Tooltip label={t(watching ? "tickets.unwatch" : "tickets.watch")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t(watching ? "tickets.unwatch" : "tickets.watch")}
            onClick={() => me.person && watch.mutate({ personId: me.person.id, on: !watching })}
          >
            {watching ? <IconEyeOff size={18} /> : <IconEye size={18} />}
          </ActionIcon>
        </Tooltip>
      }
    >
      <div className={classes.details}>
        <Fields ticket={ticket} />
        <TagsInput
          size="xs"
          label={t("tickets.fields.tags")}
          placeholder={ticket.tags.length === 0 ? t("tickets.addTag") : undefined}
          value={ticket.tags}
          onChange={(tags) => change.mutate({ field: "tags", tags })}
          maxTags={20}
        />
        <Checklist number={ticket.number} />
        <Sides ticket={ticket} />
        <Related ticket={ticket} />
        <div className={classes.detail}>
          <h3>{t("tickets.links.title")}</h3>
          <ul className={classes.links}>
            {ticket.links.map((link) => (
              <li key={link.id}>
                <Tag tone={link.kind === "problem" ? "violet" : "grey"}>
                  {t(link.outgoing ? `tickets.links.${link.kind}` : `tickets.links.in.${link.kind}`)}
                </Tag>
                <Link to="/tickets/$number" params={{ number: String(link.number) }} className="f-clip">
                  #{link.number} {link.subject}
                </Link>
                <StatusTag status={link.status} />
                <CloseButton
                  size="xs"
                  aria-label={t("tickets.links.remove", { number: link.number })}
                  onClick={() => unlink.mutate(link.id)}
                />
              </li>
            ))}
          </ul>
          <AddLink number={ticket.number} />
        </div>
        {ticket.watchers.length > 0 && (
          <div className={classes.detail}>
            <h3>{t("tickets.watchers")}</h3>
            <div className={classes.chips}>
              {ticket.watchers.map((one) => (
                <Tag key={one.id}>
                  {one.name}
                  <CloseButton
                    size={14}
                    aria-label={t("common.remove")}
                    onClick={() => watch.mutate({ personId: one.id, on: false })}
                  />
                </Tag>
              ))}
            </div>
          </div>
        )}
        {ticket.rating && <Satisfaction rating={ticket.rating} />}
        <TimeSpent number={ticket.number} />
        {ticket.attachments.length > 0 && (
          <div className={classes.detail}>
            <h3>
              <IconPaperclip size={13} aria-hidden /> {t("tickets.files")}
            </h3>
            <AttachmentList attachments={ticket.attachments} />
          </div>
        )}
      </div>
    </Panel>
  );
}

function Satisfaction({ rating }: { rating: NonNullable<TicketPage["rating"]> }) {
  const { t } = useTranslation();
  return (
    <div className={classes.detail}>
      <h3>{t("tickets.rating.title")}</h3>
      <Tag tone={rating.score < 3 ? "red" : rating.score > 3 ? "green" : "grey"}>
        {t("tickets.rating.of", { score: rating.score })}
      </Tag>
      {rating.comment && <p className={classes.quote}>{rating.comment}</p>}
      {rating.followUp && (
        <p>
          {t("tickets.rating.followUp")}{" "}
          <Link to="/tickets/$number" params={{ number: String(rating.followUp) }}>
            #{rating.followUp}
          </Link>
        </p>
      )}
    </div>
  );
}

const kinds: LinkKind[] = ["relatesTo", "duplicates", "causedBy", "blocks", "problem"];

function AddLink({ number }: { number: number }) {
  const { t } = useTranslation();
  const [opened, popover] = useDisclosure(false);
  const [kind, setKind] = useState<LinkKind>("relatesTo");
  const [other, setOther] = useState<number | string>("");
  const link = useLink(number);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    link.mutate({ kind, number: Number(other) }, { onSuccess: popover.close });
  };
  return (
    <Popover opened={opened} onChange={popover.toggle} trapFocus width={240} position="bottom-start">
      <Popover.Target>
        <Button variant="subtle" size="compact-xs" mt={4} leftSection={<IconLink size={14} />} onClick={popover.toggle}>
          {t("tickets.links.add")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="xs">
            <Select
              label={t("tickets.links.how")}
              allowDeselect={false}
              data={kinds.map((value) => ({ value, label: t(`tickets.links.${value}`) }))}
              value={kind}
              onChange={(value) => setKind(value as LinkKind)}
              comboboxProps={{ withinPortal: false }}
            />
            <NumberInput
              label={t("tickets.fields.number")}
              prefix="#"
              hideControls
              required
              value={other}
              onChange={setOther}
            />
            <Button type="submit" loading={link.isPending}>
              {t("tickets.links.add")}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
