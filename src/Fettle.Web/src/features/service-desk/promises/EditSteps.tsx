import { ActionIcon, Button, Checkbox, Select } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { techniciansQuery } from "../queue/queries";
import classes from "./Promises.module.css";
import { type EscalationStep, rotationsQuery, type TargetKind, targetKinds } from "./queries";

const moments = ["50%", "75%", "90%", "100%", "+30", "+60", "+240", "+1440"] as const;
const tells = ["nobody", "assignee", "person", "onCall"] as const;

const momentOf = (step: EscalationStep) => (step.afterMinutes ? `+${step.afterMinutes}` : `${step.atPercent}%`);

/** What happens as a target runs out and after it did: a line a step. */
export function EditSteps({
  steps,
  onChange,
}: {
  steps: EscalationStep[];
  onChange: (steps: EscalationStep[]) => void;
}) {
  const { t } = useTranslation();
  const add = () =>
    onChange([
      ...steps,
      {
        target: null,
        atPercent: 75,
        afterMinutes: null,
        raisePriority: false,
        assignTo: null,
        tell: "assignee",
        personId: null,
        rotationId: null,
      },
    ]);
  return (
    <fieldset className={classes.stack} style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className={classes.dim}>{t("promises.steps.title")}</legend>
      {steps.map((step, i) => (
        <OneStep
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has nothing else that tells it from the next
          key={i}
          step={step}
          onChange={(part) => onChange(steps.map((one, j) => (i === j ? { ...one, ...part } : one)))}
          onRemove={() => onChange(steps.filter((_, j) => i !== j))}
        />
      ))}
      <div>
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add}>
          {t("promises.steps.add")}
        </Button>
      </div>
    </fieldset>
  );
}

interface Props {
  step: EscalationStep;
  onChange: (part: Partial<EscalationStep>) => void;
  onRemove: () => void;
}

function OneStep({ step, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const technicians = useQuery(techniciansQuery);
  const rotations = useQuery(rotationsQuery);
  const people = (technicians.data ?? []).map((one) => ({ value: String(one.id), label: one.name }));
  const moment = momentOf(step);
  const words = (one: string) =>
    one.endsWith("%")
      ? one === "100%"
        ? t("promises.steps.atBreach")
        : t("promises.steps.at", { percent: one })
      : t("promises.steps.after", { minutes: one.slice(1) });
  return (
    <div className={classes.line}>
      <Select
        size="xs"
        label={t("promises.steps.when")}
        allowDeselect={false}
        data={[...new Set<string>([...moments, moment])].map((value) => ({ value, label: words(value) }))}
        value={moment}
        onChange={(value) =>
          onChange(
            value?.startsWith("+")
              ? { atPercent: null, afterMinutes: Number(value.slice(1)) }
              : { atPercent: Number.parseInt(value ?? "100", 10), afterMinutes: null },
          )
        }
      />
      <Select
        size="xs"
        label={t("promises.steps.of")}
        clearable
        placeholder={t("promises.steps.each")}
        data={targetKinds.map((value) => ({ value, label: t(`promises.kind.${value}`) }))}
        value={step.target ?? null}
        onChange={(value) => onChange({ target: value as TargetKind | null })}
      />
      <Select
        size="xs"
        label={t("promises.steps.tell")}
        allowDeselect={false}
        data={tells.map((value) => ({ value, label: t(`promises.tell.${value}`) }))}
        value={step.tell}
        onChange={(value) =>
          onChange({ tell: tells.find((one) => one === value) ?? "nobody", personId: null, rotationId: null })
        }
      />
      {step.tell === "person" && (
        <Select
          size="xs"
          label={t("promises.tell.person")}
          searchable
          data={people}
          value={step.personId ? String(step.personId) : null}
          onChange={(value) => onChange({ personId: value ? Number(value) : null })}
        />
      )}
      {step.tell === "onCall" && (
        <Select
          size="xs"
          label={t("promises.onCall.rotation")}
          data={(rotations.data ?? []).map((one) => ({ value: String(one.id), label: one.rotation.name }))}
          value={step.rotationId ? String(step.rotationId) : null}
          onChange={(value) => onChange({ rotationId: value ? Number(value) : null })}
        />
      )}
      <Select
        size="xs"
        label={t("promises.steps.assign")}
        clearable
        searchable
        placeholder={t("promises.tell.nobody")}
        data={people}
        value={step.assignTo ? String(step.assignTo) : null}
        onChange={(value) => onChange({ assignTo: value ? Number(value) : null })}
      />
      <Checkbox
        size="xs"
        mb={7}
        label={t("promises.steps.raise")}
        checked={step.raisePriority}
        onChange={(event) => onChange({ raisePriority: event.currentTarget.checked })}
      />
      <ActionIcon variant="subtle" color="gray" aria-label={t("common.remove")} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}
