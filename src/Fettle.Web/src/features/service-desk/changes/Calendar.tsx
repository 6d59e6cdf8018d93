import { ActionIcon, Button, SegmentedControl } from "@mantine/core";
import { IconAlertTriangle, IconChevronLeft, IconChevronRight, IconSnowflake } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ChangesSearch } from "~/app/search/lists";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import classes from "./Changes.module.css";
import { addDays, daysOf, isOn, isoDay, midnight, step } from "./days";
import { calendarQuery } from "./queries";

type Go = (change: Partial<ChangesSearch>) => void;

/** Changes and freezes of a month or a week; on a phone the days that have any, one below the other. */
export function Calendar({ search, go }: { search: ChangesSearch; go: Go }) {
  const { t, i18n } = useTranslation();
  const view = search.view ?? "month";
  const at = search.at ? midnight(new Date(`${search.at}T00:00`)) : midnight(new Date());
  const days = daysOf(view, at);
  const [first, last] = [days[0] as Date, days.at(-1) as Date];
  const shown = useQuery(calendarQuery(first, addDays(last, 1)));
  const title = new Intl.DateTimeFormat(i18n.language, {
    month: "long",
    year: "numeric",
    ...(view === "week" && { day: "numeric" }),
  }).format(view === "week" ? first : at);
  const time = new Intl.DateTimeFormat(i18n.language, { hour: "2-digit", minute: "2-digit" });
  const today = isoDay(new Date());
  return (
    <Panel
      flush
      title={
        <span className={classes.period}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("changes.calendar.before")}
            onClick={() => go({ at: isoDay(step(view, at, -1)) })}
          >
            <IconChevronLeft size={18} />
          </ActionIcon>
          <span aria-live="polite">{title}</span>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("changes.calendar.after")}
            onClick={() => go({ at: isoDay(step(view, at, 1)) })}
          >
            <IconChevronRight size={18} />
          </ActionIcon>
        </span>
      }
      actions={
        <span className={classes.period}>
          <Button variant="subtle" size="compact-sm" onClick={() => go({ at: undefined })}>
            {t("changes.calendar.today")}
          </Button>
          <SegmentedControl
            size="xs"
            aria-label={t("changes.calendar.view")}
            value={view}
            onChange={(next) => go({ view: next === "week" ? "week" : undefined })}
            data={(["month", "week"] as const).map((value) => ({ value, label: t(`changes.calendar.${value}`) }))}
          />
        </span>
      }
    >
      <Query of={shown} rows={6}>
        {(data) => (
          <ul className={classes.grid} data-view={view}>
            {days.map((day) => {
              const changes = data.changes.filter((one) => isOn(day, one.startsAt, one.endsAt));
              const freezes = data.freezes.filter((one) => isOn(day, one.from, one.until));
              return (
                <li
                  key={isoDay(day)}
                  className={classes.day}
                  data-today={isoDay(day) === today || undefined}
                  data-outside={(view === "month" && day.getMonth() !== at.getMonth()) || undefined}
                  data-frozen={freezes.length > 0 || undefined}
                  data-empty={changes.length + freezes.length === 0 || undefined}
                >
                  <span className={classes.date}>
                    {new Intl.DateTimeFormat(i18n.language, { weekday: "short", day: "numeric" }).format(day)}
                  </span>
                  {freezes.map((one) => (
                    <span key={one.id} className={classes.freeze}>
                      <IconSnowflake size={13} aria-hidden /> {one.name}
                    </span>
                  ))}
                  {changes.map((one) => (
                    <Link
                      key={one.number}
                      className={classes.event}
                      data-state={one.state}
                      to="/tickets/$number"
                      params={{ number: String(one.number) }}
                      title={
                        one.conflicts.length > 0
                          ? t("changes.calendar.conflicts", { numbers: one.conflicts.map((n) => `#${n}`).join(", ") })
                          : undefined
                      }
                    >
                      <span className="f-num">
                        {new Date(one.startsAt) >= day ? time.format(new Date(one.startsAt)) : "…"}
                      </span>{" "}
                      {one.conflicts.length > 0 && (
                        <IconAlertTriangle
                          size={13}
                          aria-label={t(one.sharesDevice ? "changes.sameDevice" : "changes.sameTime")}
                        />
                      )}{" "}
                      {one.subject}
                    </Link>
                  ))}
                </li>
              );
            })}
          </ul>
        )}
      </Query>
    </Panel>
  );
}
