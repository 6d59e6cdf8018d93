import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Promises.module.css";
import { type Goals, priorities, type TargetKind, targetKinds } from "./queries";
import { minutesOf, written } from "./words";

/** The targets: a line a priority, a column a target, each as "4 h" or "30 min" of working time. */
export function GoalFields({ goals, onChange }: { goals: Goals[]; onChange: (goals: Goals[]) => void }) {
  const { t } = useTranslation();
  const of = (priority: Goals["priority"]): Goals =>
    goals.find((goal) => goal.priority === priority) ?? {
      priority,
      firstAnswer: null,
      nextAnswer: null,
      update: null,
      resolution: null,
    };
  const set = (priority: Goals["priority"], kind: TargetKind, minutes: number | null) =>
    onChange(priorities.map((one) => (one === priority ? { ...of(one), [kind]: minutes } : of(one))));
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption className="f-hidden">{t("promises.levels.goals")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("tickets.fields.priority")}</th>
            {targetKinds.map((kind) => (
              <th key={kind} scope="col">
                {t(`promises.kind.${kind}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {priorities.map((priority) => (
            <tr key={priority}>
              <th scope="row">{priority.toUpperCase()}</th>
              {targetKinds.map((kind) => (
                <td key={kind}>
                  <GoalField
                    label={`${priority.toUpperCase()} ${t(`promises.kind.${kind}`)}`}
                    minutes={of(priority)[kind] ?? null}
                    onChange={(minutes) => set(priority, kind, minutes)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface FieldProps {
  label: string;
  minutes: number | null;
  onChange: (minutes: number | null) => void;
}

function GoalField({ label, minutes, onChange }: FieldProps) {
  const [text, setText] = useState(written(minutes));
  const wrong = text.trim() !== "" && minutesOf(text) === null;
  return (
    <TextInput
      className={classes.goal}
      size="xs"
      aria-label={label}
      placeholder="–"
      error={wrong}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(minutesOf(event.currentTarget.value));
      }}
    />
  );
}
