import {
  Button,
  CloseButton,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Switch,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { RecurringTicket, TicketTemplate } from "~/api/shapes";
import classes from "~/features/settings/Settings.module.css";
import { formProblem } from "~/ui/forms";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { exact } from "~/ui/time";
import { calendarsQuery } from "../promises/queries";
import { recurringQuery } from "./queries";

/** Tickets that are made by themselves: which, and when next. */
export function Recurring({ templates }: { templates: TicketTemplate[] }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const all = useQuery(recurringQuery);
  const [edited, edit] = useState<RecurringTicket | "new" | null>(null);
  const remove = useMutation({
    mutationFn: (recurringId: number) =>
      read(api.DELETE("/api/recurring-tickets/{recurringId}", { params: { path: { recurringId } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: recurringQuery.queryKey }),
  });
  return (
    <Panel
      title={t("work.recurring")}
      flush
      actions={
        <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => edit("new")}>
          {t("work.newRecurring")}
        </Button>
      }
    >
      <Query of={all} rows={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t("work.noRecurring")} hint={t("work.noRecurringHint")} />
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <li key={row.id}>
                  <span>
                    <strong>{row.template}</strong>{" "}
                    <span className="f-dim">
                      {t(`work.every.${row.every}`, { count: row.interval })} · {row.time.slice(0, 5)} {row.timeZone}
                      {row.nextAt && ` · ${t("work.next", { at: exact(row.nextAt, i18n.language) })}`}
                    </span>
                    {row.lastTicket && (
                      <>
                        {" · "}
                        <Link to="/tickets/$number" params={{ number: String(row.lastTicket) }}>
                          #{row.lastTicket}
                        </Link>
                      </>
                    )}
                  </span>
                  {!row.enabled && <Tag tone="amber">{t("forms.off")}</Tag>}
                  <Group gap={4}>
                    <Button variant="default" size="compact-sm" onClick={() => edit(row)}>
                      {t("common.edit")}
                    </Button>
                    <CloseButton size="sm" aria-label={t("common.remove")} onClick={() => remove.mutate(row.id)} />
                  </Group>
                </li>
              ))}
            </ul>
          )
        }
      </Query>
      <Modal opened={edited !== null} onClose={() => edit(null)} title={t("work.recurring")}>
        {edited && (
          <EditRecurring recurring={edited === "new" ? null : edited} templates={templates} onDone={() => edit(null)} />
        )}
      </Modal>
    </Panel>
  );
}

const everies = ["day", "week", "month", "year"] as const;
const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const closed = ["anyway", "skip", "nextOpenDay"] as const;

interface EditProps {
  recurring: RecurringTicket | null;
  templates: TicketTemplate[];
  onDone: () => void;
}

function EditRecurring({ recurring, templates, onDone }: EditProps) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const calendars = useQuery(calendarsQuery);
  const form = useForm({
    initialValues: {
      templateId: String(recurring?.templateId ?? templates[0]?.id ?? ""),
      every: (recurring?.every ?? "month") as (typeof everies)[number],
      interval: recurring?.interval ?? 1,
      weekdays: [...(recurring?.weekdays ?? [])] as string[],
      dayOfMonth: recurring?.dayOfMonth ?? 1,
      time: recurring?.time.slice(0, 5) ?? "08:00",
      timeZone: recurring?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      from: recurring?.from ?? new Date().toISOString().slice(0, 10),
      until: recurring?.until ?? "",
      calendarId: recurring?.calendarId ? String(recurring.calendarId) : null,
      whenClosed: (recurring?.whenClosed ?? "nextOpenDay") as (typeof closed)[number],
      enabled: recurring?.enabled ?? true,
    },
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: ({ templateId, weekdays, time, until, calendarId, ...rest }: typeof form.values) => {
      const body = {
        ...rest,
        templateId: Number(templateId),
        weekdays: rest.every === "week" ? (weekdays as (typeof days)[number][]) : [],
        dayOfMonth: rest.every === "month" ? rest.dayOfMonth : 0,
        time: `${time}:00`,
        until: until || null,
        calendarId: calendarId ? Number(calendarId) : null,
      };
      return recurring
        ? read(
            api.PUT("/api/recurring-tickets/{recurringId}", {
              params: { path: { recurringId: recurring.id } },
              body,
            }),
          )
        : read(api.POST("/api/recurring-tickets", { body }));
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: recurringQuery.queryKey });
      onDone();
    },
    onError: (error) =>
      form.setErrors({ templateId: formProblem(error).text ?? undefined, ...formProblem(error).fields }),
  });
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" });
  const { every, interval, calendarId } = form.values;
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        <Select
          label={t("work.template")}
          allowDeselect={false}
          data={templates.map((one) => ({ value: String(one.id), label: one.name }))}
          {...form.getInputProps("templateId")}
        />
        <Group grow align="flex-end">
          <NumberInput label={t("work.interval")} min={1} max={400} {...form.getInputProps("interval")} />
          <Select
            aria-label={t("work.interval")}
            allowDeselect={false}
            data={everies.map((value) => ({ value, label: t(`work.every.${value}`, { count: Number(interval) }) }))}
            {...form.getInputProps("every")}
          />
        </Group>
        {every === "week" && (
          <MultiSelect
            label={t("work.weekdays")}
            data={days.map((value, index) => ({
              value,
              label: weekday.format(new Date(Date.UTC(2024, 0, 1 + index))),
            }))}
            {...form.getInputProps("weekdays")}
          />
        )}
        {every === "month" && (
          <Select
            label={t("work.dayOfMonth")}
            allowDeselect={false}
            data={[
              ...Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: `${index + 1}.` })),
              { value: "-1", label: t("work.lastDay") },
            ]}
            value={String(form.values.dayOfMonth)}
            onChange={(value) => form.setFieldValue("dayOfMonth", Number(value))}
          />
        )}
        <Group grow>
          <TextInput type="time" label={t("work.time")} required {...form.getInputProps("time")} />
          <TextInput label={t("desk.teams.zone")} required {...form.getInputProps("timeZone")} />
        </Group>
        <Group grow>
          <TextInput type="date" label={t("work.from")} required {...form.getInputProps("from")} />
          <TextInput type="date" label={t("work.until")} {...form.getInputProps("until")} />
        </Group>
        <Select
          label={t("work.calendar")}
          clearable
          data={(calendars.data ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
          {...form.getInputProps("calendarId")}
        />
        {calendarId && (
          <Select
            label={t("work.whenClosed")}
            allowDeselect={false}
            data={closed.map((value) => ({ value, label: t(`work.closed.${value}`) }))}
            {...form.getInputProps("whenClosed")}
          />
        )}
        <Switch label={t("work.enabled")} {...form.getInputProps("enabled", { type: "checkbox" })} />
        <Button type="submit" loading={save.isPending}>
          {t("common.save")}
        </Button>
      </Stack>
    </form>
  );
}
