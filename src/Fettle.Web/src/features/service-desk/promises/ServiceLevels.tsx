import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { may, useMe } from "~/app/session";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { useConfirm } from "~/ui/useConfirm";
import { Calendars } from "./Calendars";
import { EditLevel } from "./EditLevel";
import { ownReach } from "./ownReach";
import classes from "./Promises.module.css";
import {
  calendarsQuery,
  type LevelView,
  levelsQuery,
  recomputationsQuery,
  targetKinds,
  useLevelChange,
} from "./queries";
import { duration } from "./words";

/** What is promised, in which hours, and what happens as it runs out. Nothing is, until somebody says so here. */
export function ServiceLevels() {
  const { t } = useTranslation();
  const me = useMe();
  const levels = useQuery(levelsQuery);
  const usual = useLevelChange(() =>
    read(
      api.POST("/api/service-levels/usual", {
        body: { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, organisationId: ownReach(me) },
      }),
    ),
  );
  return (
    <div className={classes.stack}>
      <Recomputing />
      <Panel
        title={t("promises.levels.title")}
        flush
        actions={may(me, "manageServiceDesk") && <EditLevel label={t("promises.levels.add")} />}
      >
        <Query of={levels} rows={2}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title={t("promises.levels.none")} hint={t("promises.levels.noneHint")}>
                <Button loading={usual.isPending} onClick={() => usual.mutate(undefined)}>
                  {t("promises.levels.usual")}
                </Button>
              </Empty>
            ) : (
              rows.map((row) => <OneLevel key={row.id} level={row} />)
            )
          }
        </Query>
      </Panel>
      <Calendars />
    </div>
  );
}

function OneLevel({ level: { id, level, mayChange } }: { level: LevelView }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const calendars = useQuery(calendarsQuery);
  const [dialog, confirm] = useConfirm();
  const remove = useLevelChange(() => read(api.DELETE("/api/service-levels/{id}", { params: { path: { id } } })));
  const organisation = me.organisations.find((one) => one.id === level.organisationId)?.name;
  const promised = targetKinds.filter((kind) => level.goals.some((goal) => goal[kind]));
  return (
    <div className={classes.card}>
      <div className={classes.cardHead}>
        <h3>{level.name}</h3>
        <Tag>{organisation ?? t("promises.levels.everybody")}</Tag>
        {level.kind && <Tag>{t(`tickets.kind.${level.kind}`)}</Tag>}
        <span className={classes.dim}>{calendars.data?.find((one) => one.id === level.calendarId)?.name}</span>
        {mayChange && (
          <span className={classes.actions}>
            <EditLevel label={t("common.edit")} level={level} id={id} />
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              onClick={() =>
                confirm({
                  title: t("promises.levels.remove", { name: level.name }),
                  text: t("promises.levels.removeHint"),
                  action: t("common.remove"),
                  run: () => remove.mutate(undefined),
                })
              }
            >
              {t("common.remove")}
            </Button>
          </span>
        )}
      </div>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("tickets.fields.priority")}</th>
              {promised.map((kind) => (
                <th key={kind} scope="col">
                  {t(`promises.kind.${kind}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {level.goals.map((goal) => (
              <tr key={goal.priority}>
                <td>{goal.priority.toUpperCase()}</td>
                {promised.map((kind) => (
                  <td key={kind} className="f-num">
                    {goal[kind] ? duration(goal[kind], i18n.language) : "–"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <span className={classes.dim}>
        {t("promises.levels.steps", { count: level.steps.length })}
        {(level.pauseForRequester || level.pauseForOther) && ` · ${t("promises.levels.pauses")}`}
      </span>
      {dialog}
    </div>
  );
}

/** As long as due times are computed anew: how far it is. */
function Recomputing() {
  const { t } = useTranslation();
  const runs = useQuery(recomputationsQuery).data?.filter((run) => !run.finishedAt) ?? [];
  return runs.map((run) => (
    <Panel key={run.id}>
      <p className={classes.dim} role="status">
        {t("promises.recomputing", { because: run.because, done: run.done, total: run.total })}
      </p>
      <div className={classes.bar}>
        <span style={{ width: `${run.total === 0 ? 100 : (100 * run.done) / run.total}%` }} />
      </div>
    </Panel>
  ));
}
