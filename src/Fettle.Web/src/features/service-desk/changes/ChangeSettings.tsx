import { Button, MultiSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { may, useMe } from "~/app/session";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { toMinute } from "~/ui/time";
import { techniciansQuery } from "../queue/queries";
import classes from "./Changes.module.css";
import { addDays, fromInput, midnight } from "./days";
import { EditTemplate } from "./EditTemplate";
import { RiskTag } from "./labels";
import { boardsQuery, calendarQuery, templatesQuery, useChanges } from "./queries";

/** Who approves, what needs no approval, and when everything waits. */
export default function ChangeSettings() {
  return (
    <>
      <Boards />
      <Templates />
      <Freezes />
    </>
  );
}

function useOrganisations() {
  const me = useMe();
  const names = new Map(me.organisations.map((one) => [one.id, one.name]));
  return { all: me.organisations, name: (id: number) => names.get(id) ?? "", manages: may(me, "manageServiceDesk") };
}

function Organisation({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { t } = useTranslation();
  const { all } = useOrganisations();
  if (all.length < 2) return null;
  return (
    <Select
      label={t("common.organisation")}
      required
      allowDeselect={false}
      data={all.map((one) => ({ value: String(one.id), label: one.name }))}
      value={value}
      onChange={onChange}
    />
  );
}

function useChosen() {
  const { all } = useOrganisations();
  return useState<string | null>(all[0] ? String(all[0].id) : null);
}

function Boards() {
  const { t } = useTranslation();
  const { name, manages } = useOrganisations();
  const boards = useQuery(boardsQuery);
  const technicians = useQuery(techniciansQuery);
  const [organisation, setOrganisation] = useChosen();
  const [members, setMembers] = useState<string[]>([]);
  const [quorum, setQuorum] = useState<number | string>(1);
  const save = useChanges(() =>
    read(
      api.PUT("/api/change-boards", {
        body: { organisationId: Number(organisation), members: members.map(Number), quorum: Number(quorum) },
      }),
    ),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: () => setMembers([]) });
  };
  return (
    <Panel title={t("changes.board.boards")} flush>
      <Query of={boards} rows={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t("changes.board.none")} hint={t("changes.board.noneHint")} />
          ) : (
            <ul className={classes.rows}>
              {rows.map((row) => (
                <li key={row.organisationId}>
                  <strong>{name(row.organisationId)}</strong>
                  <span>{row.members.map((one) => one.name).join(", ")}</span>
                  <Tag>{t("changes.board.quorum", { count: row.quorum, all: row.members.length })}</Tag>
                </li>
              ))}
            </ul>
          )
        }
      </Query>
      {manages && (
        <form className={classes.line} onSubmit={submit}>
          <Organisation value={organisation} onChange={setOrganisation} />
          <MultiSelect
            label={t("changes.board.members")}
            searchable
            data={(technicians.data ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
            value={members}
            onChange={setMembers}
          />
          <NumberInput
            label={t("changes.board.needed")}
            min={1}
            max={Math.max(1, members.length)}
            value={quorum}
            onChange={setQuorum}
          />
          <Button type="submit" disabled={members.length === 0} loading={save.isPending}>
            {t("common.save")}
          </Button>
        </form>
      )}
    </Panel>
  );
}

function Templates() {
  const { t } = useTranslation();
  const { name, all, manages } = useOrganisations();
  const templates = useQuery(templatesQuery);
  return (
    <Panel title={t("changes.templates.title")} flush actions={manages && <EditTemplate label={t("common.create")} />}>
      <Query of={templates} rows={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t("changes.templates.none")} hint={t("changes.templates.noneHint")} />
          ) : (
            <ul className={classes.rows}>
              {rows.map((row) => (
                <li key={row.id}>
                  <strong>{row.name}</strong>
                  {all.length > 1 && <span className={classes.dim}>{name(row.organisationId)}</span>}
                  <RiskTag risk={row.risk} />
                  {row.retired && <Tag>{t("changes.templates.retired")}</Tag>}
                  {row.mayChange && <EditTemplate label={t("common.edit")} template={row} />}
                </li>
              ))}
            </ul>
          )
        }
      </Query>
    </Panel>
  );
}

function Freezes() {
  const { t, i18n } = useTranslation();
  const { name, all, manages } = useOrganisations();
  const [today] = useState(() => midnight(new Date()));
  const shown = useQuery(calendarQuery(today, addDays(today, 99)));
  const [organisation, setOrganisation] = useChosen();
  const [called, setCalled] = useState("");
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const plan = useChanges(() =>
    read(
      api.POST("/api/change-freezes", {
        body: {
          organisationId: Number(organisation),
          name: called,
          from: fromInput(from) ?? "",
          until: fromInput(until) ?? "",
        },
      }),
    ),
  );
  const lift = useChanges((id: number) => read(api.DELETE("/api/change-freezes/{id}", { params: { path: { id } } })));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    plan.mutate(undefined, { onSuccess: () => setCalled("") });
  };
  return (
    <Panel title={t("changes.freezes.title")} flush>
      <Query of={shown} rows={2}>
        {({ freezes }) =>
          freezes.length === 0 ? (
            <Empty title={t("changes.freezes.none")} hint={t("changes.freezes.noneHint")} />
          ) : (
            <ul className={classes.rows}>
              {freezes.map((one) => (
                <li key={one.id}>
                  <strong>{one.name}</strong>
                  {all.length > 1 && <span className={classes.dim}>{name(one.organisationId)}</span>}
                  <span>
                    {t("changes.fromTo", {
                      from: toMinute(one.from, i18n.language),
                      to: toMinute(one.until, i18n.language),
                    })}
                  </span>
                  {manages && (
                    <Button variant="subtle" size="compact-sm" onClick={() => lift.mutate(one.id)}>
                      {t("changes.freezes.lift")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Query>
      {manages && (
        <form className={classes.line} onSubmit={submit}>
          <Organisation value={organisation} onChange={setOrganisation} />
          <TextInput
            label={t("common.name")}
            required
            maxLength={100}
            value={called}
            onChange={(event) => setCalled(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t("changes.starts")}
            required
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t("changes.ends")}
            required
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <Button type="submit" loading={plan.isPending}>
            {t("changes.freezes.plan")}
          </Button>
        </form>
      )}
    </Panel>
  );
}
