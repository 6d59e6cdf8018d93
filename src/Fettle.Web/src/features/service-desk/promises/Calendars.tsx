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
import { EditCalendar } from "./EditCalendar";
import classes from "./Promises.module.css";
import { type CalendarView, calendarsQuery, useLevelChange } from "./queries";
import { WeekPicture } from "./WeekPicture";

/** The hours in which promises run. */
export function Calendars() {
  const { t } = useTranslation();
  const me = useMe();
  const calendars = useQuery(calendarsQuery);
  return (
    <Panel
      title={t("promises.calendars.title")}
      flush
      actions={may(me, "manageServiceDesk") && <EditCalendar label={t("promises.calendars.add")} />}
    >
      <Query of={calendars} rows={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t("promises.calendars.none")} hint={t("promises.calendars.noneHint")} />
          ) : (
            rows.map((row) => <OneCalendar key={row.id} calendar={row} />)
          )
        }
      </Query>
    </Panel>
  );
}

function OneCalendar({ calendar }: { calendar: CalendarView }) {
  const { t } = useTranslation();
  const me = useMe();
  const [dialog, confirm] = useConfirm();
  const remove = useLevelChange(() =>
    read(api.DELETE("/api/calendars/{id}", { params: { path: { id: calendar.id } } })),
  );
  const organisation = me.organisations.find((one) => one.id === calendar.organisationId)?.name;
  return (
    <div className={classes.card}>
      <div className={classes.cardHead}>
        <h3>{calendar.name}</h3>
        <Tag>{organisation ?? t("promises.levels.everybody")}</Tag>
        <span className={classes.dim}>
          {calendar.rules.timeZone} · {t("promises.calendars.days", { count: calendar.rules.days.length })}
        </span>
        {calendar.mayChange && (
          <span className={classes.actions}>
            <EditCalendar label={t("common.edit")} calendar={calendar} />
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              onClick={() =>
                confirm({
                  title: t("promises.calendars.remove", { name: calendar.name }),
                  text: t("promises.calendars.removeHint"),
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
      <WeekPicture week={calendar.rules.week} />
      {dialog}
    </div>
  );
}
