import { Tooltip } from "@mantine/core";
import { IconRosetteDiscountCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Presence, Priority, TicketStatus } from "~/api/shapes";
import { Tag, type Tone } from "~/ui/Tag";
import classes from "./labels.module.css";

const statusTones: Record<TicketStatus, Tone> = {
  new: "blue",
  open: "accent",
  waitingForRequester: "amber",
  waitingForOther: "violet",
  resolved: "green",
  verified: "green",
  closed: "grey",
};

export function StatusTag({ status }: { status: TicketStatus }) {
  const { t } = useTranslation();
  return (
    <Tag tone={statusTones[status]}>
      {status === "verified" && <IconRosetteDiscountCheck size={14} aria-hidden />}
      {t(`tickets.status.${status}`)}
    </Tag>
  );
}

const priorityTones: Record<Priority, Tone> = { p1: "red", p2: "amber", p3: "grey", p4: "grey", p5: "grey" };

export function PriorityTag({ priority }: { priority: Priority }) {
  const { t } = useTranslation();
  return (
    <Tag tone={priorityTones[priority]} title={t(`tickets.priority.${priority}`)}>
      <span className="f-num">{priority.toUpperCase()}</span>
    </Tag>
  );
}

/** Whether a device answers now: a filled dot, a ring, or a dashed ring, so that it is not told by colour alone. */
export function PresenceDot({ presence }: { presence: Presence }) {
  const { t } = useTranslation();
  const label = t(`devices.presence.${presence}`);
  return (
    <Tooltip label={label}>
      <span className={classes.dot} data-presence={presence} role="img" aria-label={label} />
    </Tooltip>
  );
}
