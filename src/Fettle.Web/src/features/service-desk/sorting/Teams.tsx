import { Button, MultiSelect, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { AssignmentMethod } from "~/api/shapes";
import { useMe } from "~/app/session";
import classes from "~/features/settings/Settings.module.css";
import { formProblem } from "~/ui/forms";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { queuesQuery, techniciansQuery } from "../queue/queries";
import { EditTeam } from "./EditTeam";

export const teamsQuery = queryOptions({
  queryKey: ["teams"],
  queryFn: ({ signal }) => read(api.GET("/api/teams", { signal })),
  staleTime: 60_000,
});

const methods: AssignmentMethod[] = ["none", "roundRobin", "byLoad", "bySkill"];

/** Who works together, and by what rule each queue gives them its tickets. */
export function Teams() {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const teams = useQuery(teamsQuery);
  const technicians = useQuery(techniciansQuery);
  const [edited, edit] = useState<number | null>(null);
  const refresh = () => cache.invalidateQueries({ queryKey: teamsQuery.queryKey });
  const form = useForm({
    initialValues: {
      name: "",
      organisationId: String(me.organisations[0]?.id ?? ""),
      people: [] as string[],
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      from: "08:00",
      until: "18:00",
    },
    validate: { name: (value) => (value.trim() ? null : t("session.needed")) },
  });
  const make = useMutation({
    mutationFn: ({ name, organisationId, people, timeZone, from, until }: typeof form.values) =>
      read(
        api.POST("/api/teams", {
          body: {
            name,
            organisationId: Number(organisationId),
            members: people.map((id) => ({ personId: Number(id), skills: null })),
            timeZone,
            days: null,
            from: `${from}:00`,
            until: `${until}:00`,
          },
        }),
      ),
    meta: { quiet: true },
    onSuccess: () => {
      form.reset();
      return refresh();
    },
    onError: (error) =>
      form.setErrors({ name: formProblem(error).text ?? error.message, ...formProblem(error).fields }),
  });
  return (
    <Panel title={t("desk.teams.title")} flush>
      <Query of={teams} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t("desk.teams.none")} hint={t("desk.teams.noneHint")} />
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <li key={row.id}>
                  <strong>{row.name}</strong>
                  <span className="f-dim">
                    {row.members.map((one) => one.person.name).join(", ")} · {row.from.slice(0, 5)}–
                    {row.until.slice(0, 5)} {row.timeZone}
                  </span>
                  <Button variant="default" size="compact-sm" onClick={() => edit(row.id)}>
                    {t("common.edit")}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Query>
      {teams.data
        ?.filter((one) => one.id === edited)
        .map((one) => (
          <EditTeam key={one.id} team={one} onDone={() => edit(null)} />
        ))}
      {(teams.data?.length ?? 0) > 0 && <Rules />}
      <form className={classes.inline} onSubmit={form.onSubmit((values) => make.mutate(values))}>
        <TextInput label={t("desk.teams.new")} maxLength={80} {...form.getInputProps("name")} />
        {me.organisations.length > 1 && (
          <Select
            label={t("common.organisation")}
            allowDeselect={false}
            data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            {...form.getInputProps("organisationId")}
          />
        )}
        <MultiSelect
          label={t("desk.teams.members")}
          searchable
          data={technicians.data?.map((one) => ({ value: String(one.id), label: one.name })) ?? []}
          error={form.errors.members}
          {...form.getInputProps("people")}
        />
        <TextInput label={t("desk.teams.zone")} {...form.getInputProps("timeZone")} />
        <TextInput type="time" label={t("desk.teams.from")} {...form.getInputProps("from")} />
        <TextInput type="time" label={t("desk.teams.until")} {...form.getInputProps("until")} />
        <Button type="submit" loading={make.isPending}>
          {t("common.create")}
        </Button>
      </form>
    </Panel>
  );
}

function Rules() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const queues = useQuery(queuesQuery);
  const teams = useQuery(teamsQuery);
  const rule = useMutation({
    mutationFn: ({ queueId, method, teamId }: { queueId: number; method: AssignmentMethod; teamId: number | null }) =>
      read(api.PUT("/api/queues/{queueId}/assignment", { params: { path: { queueId } }, body: { method, teamId } })),
    onSettled: () => cache.invalidateQueries({ queryKey: teamsQuery.queryKey }),
  });
  return (
    <ul className={classes.list}>
      {queues.data?.map((queue) => {
        const of = teams.data?.find((team) => team.queues.some((one) => one.queueId === queue.id));
        const method = of?.queues.find((one) => one.queueId === queue.id)?.method ?? "none";
        const own = (teams.data ?? []).filter((team) => team.organisationId === queue.organisationId);
        return (
          own.length > 0 && (
            <li key={queue.id}>
              <span>{t("desk.teams.queue", { name: queue.name })}</span>
              <Select
                size="xs"
                aria-label={t("desk.teams.method", { name: queue.name })}
                allowDeselect={false}
                data={methods.map((value) => ({ value, label: t(`desk.teams.methods.${value}`) }))}
                value={method}
                onChange={(next) =>
                  next &&
                  rule.mutate({
                    queueId: queue.id,
                    method: next as AssignmentMethod,
                    teamId: next === "none" ? null : (of?.id ?? own[0]?.id ?? null),
                  })
                }
              />
              <Select
                size="xs"
                aria-label={t("desk.teams.team", { name: queue.name })}
                allowDeselect={false}
                disabled={method === "none"}
                data={own.map((team) => ({ value: String(team.id), label: team.name }))}
                value={of ? String(of.id) : null}
                onChange={(id) => id && rule.mutate({ queueId: queue.id, method, teamId: Number(id) })}
              />
            </li>
          )
        );
      })}
    </ul>
  );
}
