import { Button, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { may, useMe } from "~/app/session";
import { Page, Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { exact } from "~/ui/time";
import { useConfirm } from "~/ui/useConfirm";
import { techniciansQuery } from "../queue/queries";
import { Alerts } from "./Alerts";
import { EditRotation } from "./EditRotation";
import classes from "./Promises.module.css";
import { type RotationView, rotationsQuery, shiftsQuery, useOnCallChange } from "./queries";

/** Who is on call now and next, what waits for an answer, and who has which turn. */
export function OnCallPage() {
  const { t } = useTranslation();
  const me = useMe();
  const rotations = useQuery(rotationsQuery);
  return (
    <Page
      title={t("shell.nav.onCall")}
      actions={may(me, "manageServiceDesk") && <EditRotation label={t("promises.onCall.add")} />}
    >
      <div className={classes.stack}>
        <Alerts />
        <Query of={rotations} rows={2}>
          {(rows) =>
            rows.length === 0 ? (
              <Panel>
                <Empty title={t("promises.onCall.none")} hint={t("promises.onCall.noneHint")} />
              </Panel>
            ) : (
              <>
                <div className={classes.now}>
                  {rows.map((row) => (
                    <NowCard key={row.id} rotation={row} />
                  ))}
                </div>
                {rows.map((row) => (
                  <Schedule key={row.id} rotation={row} />
                ))}
              </>
            )
          }
        </Query>
      </div>
    </Page>
  );
}

function NowCard({ rotation: { rotation, now } }: { rotation: RotationView }) {
  const { t, i18n } = useTranslation();
  return (
    <div className={classes.nowCard}>
      <span className={classes.dim}>{rotation.name}</span>
      <strong>{now.person?.name ?? t("tickets.nobody")}</strong>
      {now.standsIn && <span className={classes.dim}>{t("promises.onCall.standsIn")}</span>}
      {now.until && (
        <span className={classes.dim}>
          {t("promises.onCall.until", {
            at: exact(now.until, i18n.language),
            next: now.next?.name ?? t("tickets.nobody"),
          })}
        </span>
      )}
    </div>
  );
}

function Schedule({ rotation }: { rotation: RotationView }) {
  const { t, i18n } = useTranslation();
  const schedule = useQuery(shiftsQuery(rotation.id));
  const [dialog, confirm] = useConfirm();
  const remove = useOnCallChange(() =>
    read(api.DELETE("/api/on-call/rotations/{id}", { params: { path: { id: rotation.id } } })),
  );
  const cancel = useOnCallChange((id: number) =>
    read(api.DELETE("/api/on-call/stand-ins/{id}", { params: { path: { id } } })),
  );
  return (
    <Panel
      title={rotation.rotation.name}
      flush
      actions={
        rotation.mayChange && (
          <span className={classes.actions}>
            <EditRotation label={t("common.edit")} rotation={rotation} />
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              onClick={() =>
                confirm({
                  title: t("promises.onCall.remove", { name: rotation.rotation.name }),
                  text: t("promises.onCall.removeHint"),
                  action: t("common.remove"),
                  run: () => remove.mutate(undefined),
                })
              }
            >
              {t("common.remove")}
            </Button>
          </span>
        )
      }
    >
      <Query of={schedule} rows={3}>
        {(data) => (
          <>
            <div className={classes.scroll}>
              <table className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">{t("promises.onCall.layer")}</th>
                    <th scope="col">{t("promises.onCall.person")}</th>
                    <th scope="col">{t("promises.onCall.from")}</th>
                    <th scope="col">{t("promises.onCall.to")}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.shifts.slice(0, 24).map((shift) => (
                    <tr key={`${shift.layer} ${shift.from}`}>
                      <td className="f-num">{shift.layer + 1}</td>
                      <td>
                        {shift.person?.name ?? <span className={classes.dim}>{t("tickets.nobody")}</span>}{" "}
                        {shift.standsIn && <Tag tone="violet">{t("promises.onCall.standsIn")}</Tag>}
                      </td>
                      <td className="f-num">{exact(shift.from, i18n.language)}</td>
                      <td className="f-num">{exact(shift.to, i18n.language)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {data.standIns.map((standIn) => (
              <div key={standIn.id} className={classes.card}>
                <div className={classes.cardHead}>
                  <span>
                    {t("promises.onCall.planned", {
                      name: standIn.person.name,
                      from: exact(standIn.from, i18n.language),
                      to: exact(standIn.to, i18n.language),
                    })}
                  </span>
                  <Button variant="subtle" size="compact-sm" onClick={() => cancel.mutate(standIn.id)}>
                    {t("promises.onCall.cancel")}
                  </Button>
                </div>
              </div>
            ))}
          </>
        )}
      </Query>
      <StandInForm rotation={rotation.id} />
      {dialog}
    </Panel>
  );
}

function StandInForm({ rotation }: { rotation: number }) {
  const { t } = useTranslation();
  const technicians = useQuery(techniciansQuery);
  const [person, setPerson] = useState<string | null>(null);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const plan = useOnCallChange(() =>
    read(
      api.POST("/api/on-call/rotations/{id}/stand-ins", {
        params: { path: { id: rotation } },
        body: { personId: Number(person), from: new Date(from).toISOString(), to: new Date(to).toISOString() },
      }),
    ),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    plan.mutate(undefined, { onSuccess: () => setPerson(null) });
  };
  return (
    <form className={classes.card} onSubmit={submit}>
      <div className={classes.line}>
        <Select
          size="xs"
          label={t("promises.onCall.standIn")}
          searchable
          required
          data={(technicians.data ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
          value={person}
          onChange={setPerson}
        />
        <TextInput
          size="xs"
          type="datetime-local"
          required
          label={t("promises.onCall.from")}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          type="datetime-local"
          required
          label={t("promises.onCall.to")}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button size="xs" variant="default" type="submit" disabled={!person} loading={plan.isPending}>
          {t("promises.onCall.plan")}
        </Button>
      </div>
    </form>
  );
}
