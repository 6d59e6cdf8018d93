import { Button, MultiSelect, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { reportGroups } from "~/app/search/lists";
import { may, useMe } from "~/app/session";
import changeClasses from "~/features/service-desk/changes/Changes.module.css";
import { techniciansQuery } from "~/features/service-desk/queue/queries";
import { formProblem } from "~/ui/forms";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { exact } from "~/ui/time";

const queryKey = ["report-schedules"];
const every = ["day", "week", "month"] as const;
const formats = ["pdf", "xlsx", "csv"] as const;

/** The reports that go out by mail, and a form for another one. */
export function Schedules() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const schedules = useQuery({ queryKey, queryFn: ({ signal }) => read(api.GET("/api/report-schedules", { signal })) });
  const stop = useMutation({
    mutationFn: (id: number) => read(api.DELETE("/api/report-schedules/{id}", { params: { path: { id } } })),
    onSettled: () => cache.invalidateQueries({ queryKey }),
  });
  return (
    <Panel title={t("reports.mail.title")} flush>
      <Query of={schedules} rows={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t("reports.mail.none")} hint={t("reports.mail.noneHint")} />
          ) : (
            <ul className={changeClasses.rows}>
              {rows.map((row) => (
                <li key={row.id}>
                  <strong>{row.name}</strong>
                  <Tag>{row.format.toUpperCase()}</Tag>
                  <span className={changeClasses.dim}>
                    {t(`reports.mail.every.${row.every}`)} ·{" "}
                    {t("reports.mail.next", { at: exact(row.dueAt, i18n.language) })} ·{" "}
                    {row.recipients.map((one) => one.name).join(", ")}
                  </span>
                  {row.failure && <Tag tone="red">{row.failure}</Tag>}
                  {row.mayChange && (
                    <Button variant="subtle" size="compact-sm" onClick={() => stop.mutate(row.id)}>
                      {t("reports.mail.stop")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Query>
      {may(me, "manageServiceDesk") && <Another />}
    </Panel>
  );
}

function Another() {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const technicians = useQuery(techniciansQuery);
  const [organisation, setOrganisation] = useState(String(me.organisations[0]?.id ?? ""));
  const [name, setName] = useState("");
  const [what, setWhat] = useState<string>("technician");
  const [format, setFormat] = useState<(typeof formats)[number]>("pdf");
  const [often, setOften] = useState<(typeof every)[number]>("week");
  const [time, setTime] = useState("07:00");
  const [people, setPeople] = useState<string[]>([]);
  const make = useMutation({
    meta: { quiet: true },
    mutationFn: () => {
      const [hours = 0, minutes = 0] = time.split(":").map(Number);
      return read(
        api.POST("/api/report-schedules", {
          body: {
            organisationId: Number(organisation),
            name,
            kind: what === "tickets" ? "tickets" : "desk",
            query: what === "tickets" ? "status=active&sort=due" : what,
            format,
            recipients: people.map(Number),
            every: often,
            atMinute: hours * 60 + minutes,
            timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          },
        }),
      );
    },
    onSuccess: () => {
      setName("");
      return cache.invalidateQueries({ queryKey });
    },
  });
  const problem = make.error ? formProblem(make.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form className={changeClasses.line} onSubmit={submit}>
      <TextInput
        label={t("common.name")}
        required
        maxLength={100}
        error={problem?.fields.name ?? problem?.text}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {me.organisations.length > 1 && (
        <Select
          label={t("common.organisation")}
          allowDeselect={false}
          data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
          value={organisation}
          onChange={(id) => id && setOrganisation(id)}
        />
      )}
      <Select
        label={t("reports.mail.what")}
        allowDeselect={false}
        data={[
          ...reportGroups.map((value) => ({
            value,
            label: t("reports.mail.deskBy", { by: t(`reports.by.${value}`) }),
          })),
          { value: "tickets", label: t("reports.mail.openTickets") },
        ]}
        value={what}
        onChange={(value) => value && setWhat(value)}
      />
      <MultiSelect
        label={t("reports.mail.to")}
        searchable
        data={(technicians.data ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
        error={problem?.fields.recipients}
        value={people}
        onChange={setPeople}
      />
      <Select
        label={t("reports.mail.often")}
        allowDeselect={false}
        data={every.map((value) => ({ value, label: t(`reports.mail.every.${value}`) }))}
        value={often}
        onChange={(value) => value && setOften(value as typeof often)}
      />
      <TextInput
        type="time"
        label={t("reports.mail.at")}
        required
        value={time}
        onChange={(event) => setTime(event.currentTarget.value)}
      />
      <Select
        label={t("reports.mail.format")}
        allowDeselect={false}
        data={formats.map((value) => ({ value, label: value.toUpperCase() }))}
        value={format}
        onChange={(value) => value && setFormat(value as typeof format)}
      />
      <Button type="submit" disabled={people.length === 0} loading={make.isPending}>
        {t("reports.mail.add")}
      </Button>
    </form>
  );
}
