import { Button, Group, Modal, Popover, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Level, TicketPage, TicketStatus } from "~/api/shapes";
import { PresenceDot, PriorityTag } from "../parts/labels";
import { queuesQuery, techniciansQuery } from "../queue/queries";
import { DeviceProperty } from "./DeviceProperty";
import { useChange } from "./queries";
import { useStatus } from "./relations";
import classes from "./Ticket.module.css";
import { WhoIsIt } from "./WhoIsIt";

// "Verified" is missing on purpose: only evidence from the device makes a ticket verified.
const settable: TicketStatus[] = ["new", "open", "waitingForRequester", "waitingForOther", "resolved", "closed"];

/** The ticket's fields in one line, each changed where it stands. */
export function Properties({ ticket }: { ticket: TicketPage }) {
  const { t } = useTranslation();
  const change = useChange(ticket.number);
  const status = useStatus(ticket.number);
  const queues = useQuery(queuesQuery);
  const technicians = useQuery(techniciansQuery);
  const assignees = (technicians.data ?? []).map((one) => ({ value: String(one.id), label: one.name }));
  if (ticket.assignee && !assignees.some((one) => one.value === String(ticket.assignee?.id)))
    assignees.push({ value: String(ticket.assignee.id), label: ticket.assignee.name });
  const statuses = settable.includes(ticket.status) ? settable : [...settable, ticket.status];
  return (
    <div className={classes.properties}>
      <Modal opened={status.question !== null} onClose={() => status.answer(false)} title={t("common.status")}>
        <Text mb="lg">{status.question?.text}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => status.answer(false)} data-autofocus>
            {t("common.cancel")}
          </Button>
          <Button onClick={() => status.answer(true)}>{t("desk.solveAnyway")}</Button>
        </Group>
      </Modal>
      <Choice
        name="status"
        label={t("common.status")}
        data={statuses.map((value) => ({ value, label: t(`tickets.status.${value}`) }))}
        disabled={ticket.kind === "change"}
        value={ticket.status}
        onChange={(to) => to && status.set(to as TicketStatus)}
      />
      <PriorityProperty ticket={ticket} />
      <Choice
        name="assignee"
        label={t("tickets.fields.assignee")}
        placeholder={t("tickets.nobody")}
        clearable
        data={assignees}
        value={ticket.assignee ? String(ticket.assignee.id) : null}
        onChange={(id) => change.mutate({ field: "assignee", technicianId: id ? Number(id) : null })}
      />
      <Choice
        name="queue"
        label={t("tickets.fields.queue")}
        data={queues.data?.map((queue) => ({ value: String(queue.id), label: queue.name })) ?? []}
        value={ticket.queue ? String(ticket.queue.id) : null}
        onChange={(id) => id && change.mutate({ field: "queue", queueId: Number(id) })}
      />
      <Property label={t("tickets.fields.requester")}>
        {ticket.requester ? (
          <Link className={classes.propertyValue} to="/people/$id" params={{ id: String(ticket.requester.id) }}>
            <span className="f-clip">{ticket.requester.name}</span>
          </Link>
        ) : (
          <WhoIsIt number={ticket.number} />
        )}
      </Property>
      <Property label={t("tickets.fields.device")}>
        <DeviceProperty device={ticket.device} onChange={(deviceId) => change.mutate({ field: "device", deviceId })}>
          {ticket.device && <PresenceDot presence={ticket.device.presence} />}
        </DeviceProperty>
      </Property>
    </div>
  );
}

function Property({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.property}>
      <span className={classes.propertyLabel}>{label}</span>
      {children}
    </div>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  placeholder?: string;
  clearable?: boolean;
  disabled?: boolean;
  data: { value: string; label: string }[];
  value: string | null;
  onChange: (value: string | null) => void;
}

function Choice({ name, label, ...props }: ChoiceProps) {
  const id = useId();
  return (
    <div className={classes.property}>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        data-property={name}
        variant="unstyled"
        size="xs"
        searchable={props.data.length > 8}
        allowDeselect={false}
        classNames={{ input: classes.propertyInput }}
        {...props}
      />
    </div>
  );
}

const levels: Level[] = ["low", "medium", "high"];

/** Priority is not typed in: it follows from how many are hit and how much it presses. */
function PriorityProperty({ ticket }: { ticket: TicketPage }) {
  const { t } = useTranslation();
  const change = useChange(ticket.number);
  const [opened, popover] = useDisclosure(false);
  const [impact, setImpact] = useState<Level>(ticket.impact);
  const [urgency, setUrgency] = useState<Level>(ticket.urgency);
  const data = levels.map((value) => ({ value, label: t(`tickets.level.${value}`) }));
  return (
    <Property label={t("tickets.fields.priority")}>
      <Popover opened={opened} onChange={popover.toggle} trapFocus position="bottom-start">
        <Popover.Target>
          <button type="button" className={classes.propertyValue} data-property="priority" onClick={popover.toggle}>
            <PriorityTag priority={ticket.priority} />
            <span className="f-clip">{t(`tickets.priority.${ticket.priority}`)}</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="sm">
            <div>
              <Text size="sm" fw={560} mb={4}>
                {t("tickets.impact")}
              </Text>
              <SegmentedControl
                size="xs"
                fullWidth
                data={data}
                value={impact}
                onChange={(value) => setImpact(value as Level)}
              />
            </div>
            <div>
              <Text size="sm" fw={560} mb={4}>
                {t("tickets.urgency")}
              </Text>
              <SegmentedControl
                size="xs"
                fullWidth
                data={data}
                value={urgency}
                onChange={(value) => setUrgency(value as Level)}
              />
            </div>
            <Button
              size="xs"
              onClick={() => {
                change.mutate({ field: "priority", impact, urgency });
                popover.close();
              }}
            >
              {t("common.save")}
            </Button>
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </Property>
  );
}
