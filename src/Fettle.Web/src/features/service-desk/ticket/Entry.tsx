import { ActionIcon } from "@mantine/core";
import { IconArrowsSplit2, IconLock, IconPhone, IconPointFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { TimelineEntry } from "~/api/shapes";
import { Avatar } from "~/ui/Avatar";
import { Html } from "~/ui/Html";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { MailOfEntry, SendAgain } from "../mail/MailOfEntry";
import { AttachmentList } from "./AttachmentList";
import { EventText } from "./EventText";
import classes from "./Timeline.module.css";

/** One entry of a timeline: a message, a note that only staff see, or a line on what the system did. */
export function Entry({ entry, number, onSplit }: { entry: TimelineEntry; number: number; onSplit?: () => void }) {
  const { t } = useTranslation();
  const { kind, mail } = entry;
  const failed = kind === "reply" && mail?.direction === "out" && (mail.state === "failed" || mail.state === "bounced");
  if (kind !== "reply" && kind !== "note" && kind !== "opened" && kind !== "sideMessage") {
    return (
      <li className={classes.event}>
        <IconPointFilled size={14} aria-hidden />
        <span>
          <EventText entry={{ ...entry, kind }} />
          {mail && <MailOfEntry mail={mail} />}
          {entry.attachments.length > 0 && <AttachmentList attachments={entry.attachments} />}
        </span>
        <When at={entry.at} />
      </li>
    );
  }
  const note = !entry.public;
  return (
    <li className={classes.message} data-note={note || undefined}>
      <Avatar name={entry.author.name} size={30} />
      <div className={classes.content}>
        <div className={classes.by}>
          <strong>{entry.author.name}</strong>
          {note && (
            <Tag tone="amber">
              <IconLock size={12} aria-hidden />
              {kind !== "sideMessage"
                ? t("tickets.note")
                : entry.data?.to
                  ? t("vendors.to", { name: entry.data.to })
                  : t("vendors.from", { name: entry.data?.from ?? "" })}
            </Tag>
          )}
          {entry.data?.call && (
            <Tag>
              <IconPhone size={12} aria-hidden />
              {t("calls.minutes", { count: entry.data.call.minutes })}
            </Tag>
          )}
          {entry.data?.doubt && <Tag tone="red">{t(`receiving.doubt.${entry.data.doubt}`)}</Tag>}
          {entry.writtenOn && <Tag>{t("desk.merge.from", { number: entry.writtenOn })}</Tag>}
          <span className={classes.at}>
            {onSplit && kind === "reply" && entry.public && (
              <ActionIcon
                className={classes.split}
                size="xs"
                variant="subtle"
                color="gray"
                aria-label={t("desk.split")}
                title={t("desk.split")}
                onClick={onSplit}
              >
                <IconArrowsSplit2 size={14} />
              </ActionIcon>
            )}
            <When at={entry.at} />
          </span>
        </div>
        {entry.html ? <Html html={entry.html} /> : <p className={classes.plain}>{entry.text}</p>}
        {entry.attachments.length > 0 && <AttachmentList attachments={entry.attachments} />}
        {mail && <MailOfEntry mail={mail} again={failed && <SendAgain mail={mail} number={number} />} />}
      </div>
    </li>
  );
}
