import { Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { TicketRow } from "~/api/shapes";
import { Avatar } from "~/ui/Avatar";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { PresenceDot, PriorityTag, StatusTag } from "../parts/labels";
import { Due } from "../promises/Due";
import classes from "./Queue.module.css";

export function QueueHead({ all, some, onAll }: { all: boolean; some: boolean; onAll: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.headCells} role="presentation">
      <span role="columnheader">
        <Checkbox
          size="xs"
          checked={all}
          indeterminate={some && !all}
          onChange={onAll}
          aria-label={t("tickets.selectAll")}
        />
      </span>
      <span role="columnheader" title={t("tickets.fields.priority")}>
        {t("tickets.fields.prio")}
      </span>
      <span role="columnheader">{t("tickets.fields.number")}</span>
      <span role="columnheader">{t("tickets.fields.subject")}</span>
      <span role="columnheader">{t("tickets.fields.requester")}</span>
      <span role="columnheader" className={classes.deviceCell}>
        {t("tickets.fields.device")}
      </span>
      <span role="columnheader" className={classes.queueCell}>
        {t("tickets.fields.queue")}
      </span>
      <span role="columnheader">{t("tickets.fields.assignee")}</span>
      <span role="columnheader">{t("common.status")}</span>
      <span role="columnheader">{t("tickets.fields.due")}</span>
      <span role="columnheader" className={classes.end}>
        {t("common.updated")}
      </span>
    </div>
  );
}

interface Props {
  row: TicketRow;
  phone: boolean;
  selected: boolean;
  onSelect: (number: number) => void;
}

/** One ticket of a list: a line of aligned columns, or a card on a phone. */
export const TicketCells = memo(function TicketCells({ row, phone, selected, onSelect }: Props) {
  const { t } = useTranslation();
  const subject = (
    <Link
      to="/tickets/$number"
      params={{ number: String(row.number) }}
      className="f-clip"
      aria-label={row.unread ? t("tickets.unread", { subject: row.subject }) : undefined}
    >
      {row.subject}
    </Link>
  );
  if (phone) {
    return (
      <div className={classes.card} role="gridcell">
        <div className={`${classes.subject} ${row.unread ? classes.unread : ""}`}>{subject}</div>
        <span className={classes.end}>
          <When at={row.updatedAt} />
        </span>
        <div className={classes.cardMeta}>
          <PriorityTag priority={row.priority} />
          <StatusTag status={row.status} />
          <Due kind={row.dueKind} at={row.dueAt} />
          <span className="f-clip">{row.requester?.name}</span>
        </div>
        {row.assignee ? <Avatar name={row.assignee.name} size={24} /> : <span />}
      </div>
    );
  }
  return (
    <div className={classes.cells} role="presentation">
      <span role="gridcell">
        <Checkbox
          size="xs"
          checked={selected}
          onChange={() => onSelect(row.number)}
          aria-label={t("tickets.select", { number: row.number })}
        />
      </span>
      <span role="gridcell">
        <PriorityTag priority={row.priority} />
      </span>
      <span role="gridcell" className={`${classes.number} f-num`}>
        #{row.number}
      </span>
      <span role="gridcell" className={`${classes.subject} ${row.unread ? classes.unread : ""}`}>
        {subject}
        {row.checklist && (
          <Tag tone={row.checklist.done === row.checklist.of ? "green" : "grey"}>
            {row.checklist.done}/{row.checklist.of}
          </Tag>
        )}
        {row.tags.slice(0, 2).map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
      </span>
      <span role="gridcell" className="f-clip">
        {row.requester?.name}
      </span>
      <span role="gridcell" className={`${classes.device} ${classes.deviceCell}`}>
        {row.device && (
          <>
            <PresenceDot presence={row.device.presence} />
            <span className="f-clip">{row.device.name}</span>
          </>
        )}
      </span>
      <span role="gridcell" className={`f-clip f-dim ${classes.queueCell}`}>
        {row.queue.name}
      </span>
      <span role="gridcell">
        {row.assignee && (
          <span className={classes.assignee} title={row.assignee.name}>
            <Avatar name={row.assignee.name} size={22} />
            <span className="f-clip">{row.assignee.name}</span>
          </span>
        )}
      </span>
      <span role="gridcell">
        <StatusTag status={row.status} />
      </span>
      <span role="gridcell">
        <Due kind={row.dueKind} at={row.dueAt} />
      </span>
      <span role="gridcell" className={classes.end}>
        <When at={row.updatedAt} />
      </span>
    </div>
  );
});
