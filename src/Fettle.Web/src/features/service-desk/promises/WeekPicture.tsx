import { useTranslation } from "react-i18next";
import classes from "./Promises.module.css";
import type { WeekSpan } from "./queries";
import { clock } from "./words";

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** A weekday's name in the reader's language: the 5th of January 2026 is a Monday. */
export function weekdayName(day: WeekSpan["day"], language: string, weekday: "long" | "short") {
  const date = new Date(Date.UTC(2026, 0, 5 + weekdays.indexOf(day)));
  return new Intl.DateTimeFormat(language, { weekday, timeZone: "UTC" }).format(date);
}

/** The hours of a week as bars over its days, and the same in words. */
export function WeekPicture({ week }: { week: WeekSpan[] }) {
  const { i18n } = useTranslation();
  const parts = week.flatMap((span) => {
    const next = weekdays[(weekdays.indexOf(span.day) + 1) % 7] ?? "monday";
    const here = { day: span.day, from: span.fromMinute, to: Math.min(1440, span.toMinute) };
    return span.toMinute > 1440 ? [here, { day: next, from: 0, to: span.toMinute - 1440 }] : [here];
  });
  return (
    <div className={classes.week}>
      {weekdays.map((day) => {
        const open = parts.filter((part) => part.day === day).sort((a, b) => a.from - b.from);
        const words = open.map((part) => `${clock(part.from)}–${clock(part.to)}`).join(", ") || "–";
        const name = weekdayName(day, i18n.language, "short");
        return (
          <div key={day} style={{ display: "contents" }}>
            <span>{name}</span>
            <div className={classes.day} role="img" aria-label={`${name}: ${words}`} title={words}>
              {open.map((part) => (
                <span
                  className={classes.open}
                  key={part.from}
                  style={{ left: `${part.from / 14.4}%`, width: `${(part.to - part.from) / 14.4}%` }}
                />
              ))}
            </div>
          </div>
        );
      })}
      <span />
      <div className={classes.scale} aria-hidden>
        {[0, 360, 720, 1080, 1440].map((minute) => (
          <span key={minute}>{clock(minute)}</span>
        ))}
      </div>
    </div>
  );
}
