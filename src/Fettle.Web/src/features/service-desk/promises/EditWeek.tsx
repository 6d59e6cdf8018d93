import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Promises.module.css";
import type { WeekSpan } from "./queries";
import { weekdayName, weekdays } from "./WeekPicture";
import { clock, minuteOf } from "./words";

/** The hours of each weekday; what ends before it begins goes on past midnight. */
export function EditWeek({ week, onChange }: { week: WeekSpan[]; onChange: (week: WeekSpan[]) => void }) {
  const { t, i18n } = useTranslation();
  return (
    <div className={classes.stack} style={{ gap: 8 }}>
      {weekdays.map((day) => {
        const name = weekdayName(day, i18n.language, "long");
        const spans = week.filter((span) => span.day === day);
        return (
          <div key={day} className={classes.actions}>
            <span style={{ width: 96 }}>{name}</span>
            {spans.map((span) => (
              <Hours
                key={`${span.fromMinute}`}
                label={name}
                span={span}
                onChange={(next) => onChange(week.map((one) => (one === span ? { ...one, ...next } : one)))}
                onRemove={() => onChange(week.filter((one) => one !== span))}
              />
            ))}
            {spans.length === 0 && <span className={classes.dim}>{t("promises.calendars.closed")}</span>}
            <Button
              variant="subtle"
              size="compact-xs"
              leftSection={<IconPlus size={13} />}
              aria-label={t("promises.calendars.addHours", { day: name })}
              onClick={() => onChange([...week, { day, ...after(spans) }])}
            >
              {t("promises.calendars.hours")}
            </Button>
          </div>
        );
      })}
    </div>
  );
}

/** An hour's pause after the last hours, or the usual ones. */
function after(spans: WeekSpan[]) {
  const end = Math.max(0, ...spans.map((span) => span.toMinute));
  return end === 0 || end > 1320
    ? { fromMinute: 480, toMinute: 1020 }
    : { fromMinute: end + 60, toMinute: Math.min(1440, end + 240) };
}

interface Props {
  label: string;
  span: { fromMinute: number; toMinute: number };
  onChange: (span: { fromMinute: number; toMinute: number }) => void;
  onRemove: () => void;
}

export function Hours({ label, span, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(clock(span.fromMinute));
  const [to, setTo] = useState(clock(span.toMinute));
  const take = () => {
    const [start, end] = [minuteOf(from), minuteOf(to)];
    if (start === null || end === null || start === 1440 || start === end) return;
    onChange({ fromMinute: start, toMinute: end > start ? end : end + 1440 });
  };
  return (
    <span className={classes.actions} style={{ gap: 4 }}>
      <TextInput
        className={classes.time}
        size="xs"
        aria-label={`${label}: ${t("promises.calendars.from")}`}
        error={minuteOf(from) === null}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        onBlur={take}
      />
      –
      <TextInput
        className={classes.time}
        size="xs"
        aria-label={`${label}: ${t("promises.calendars.to")}`}
        error={minuteOf(to) === null}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        onBlur={take}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={`${t("common.remove")}: ${label}`}
        onClick={onRemove}
      >
        <IconTrash size={14} />
      </ActionIcon>
    </span>
  );
}
