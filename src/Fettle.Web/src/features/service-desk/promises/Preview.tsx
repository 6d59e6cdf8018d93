import { Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { messageOf } from "~/api/problem";
import classes from "./Promises.module.css";
import { type CalendarRules, type Goals, previewQuery, priorities, targetKinds } from "./queries";
import { minutesOf, written } from "./words";

/** Next Friday, half past four: when promises show what they mean. */
function friday(): string {
  const day = new Date();
  day.setDate(day.getDate() + ((5 - day.getDay() + 7) % 7 || 7));
  const two = (part: number) => String(part).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}T16:30`;
}

interface Props {
  rules: CalendarRules;
  /** Null: the calendar alone is looked at, with a time that is typed in. */
  goals: Goals[] | null;
}

/** "If one comes on Friday at 16:30, the first answer is due on Monday at 8:30." */
export function Preview({ rules, goals }: Props) {
  const { t, i18n } = useTranslation();
  const [at, setAt] = useState(friday);
  const [priority, setPriority] = useState<string>("p1");
  const [typed, setTyped] = useState("4 h");
  const [shownRules] = useDebouncedValue(rules, 400);
  const goal = goals?.find((one) => one.priority === priority);
  const asked = goals
    ? targetKinds.flatMap((kind) => (goal?.[kind] ? [{ kind, minutes: goal[kind] }] : []))
    : [{ kind: null, minutes: minutesOf(typed) ?? 0 }].filter((one) => one.minutes > 0);
  const due = useQuery(previewQuery(shownRules, at, [...new Set(asked.map((one) => one.minutes))]));
  const words = (shown: string) =>
    new Intl.DateTimeFormat(i18n.language, {
      weekday: "long",
      day: "numeric",
      month: "short",
      hour: "numeric",
      minute: "2-digit",
    }).format(new Date(shown));
  return (
    <div className={classes.preview}>
      <div className={classes.line}>
        <TextInput
          type="datetime-local"
          size="xs"
          label={t("promises.preview.at")}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
        {goals ? (
          <Select
            size="xs"
            label={t("tickets.fields.priority")}
            allowDeselect={false}
            data={priorities.map((value) => ({ value, label: value.toUpperCase() }))}
            value={priority}
            onChange={(value) => setPriority(value ?? "p1")}
          />
        ) : (
          <TextInput
            size="xs"
            label={t("promises.preview.time")}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </div>
      {due.isError ? (
        <p role="alert">{messageOf(due.error)}</p>
      ) : (
        <ul aria-live="polite">
          {asked.map(({ kind, minutes }) => {
            const shown = due.data?.find((one) => one.minutes === minutes)?.shown;
            return (
              <li key={kind ?? minutes}>
                {kind ? `${t(`promises.kind.${kind}`)} (${written(minutes)})` : written(minutes)}:{" "}
                <strong>{shown ? words(shown) : due.data ? t("promises.preview.never") : "…"}</strong>
              </li>
            );
          })}
          {asked.length === 0 && <li>{t("promises.preview.nothing")}</li>}
        </ul>
      )}
    </div>
  );
}
