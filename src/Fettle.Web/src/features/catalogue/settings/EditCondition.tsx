import { Select, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Condition, FormField } from "../queries";

interface Props {
  label: string;
  /** Said where nothing is chosen. */
  always: string;
  /** The fields on whose answers it can hang. */
  fields: FormField[];
  condition: Condition | null | undefined;
  onChange: (condition: Condition | null) => void;
}

/** When something holds: a field of the form has one of these answers, or any. */
export function EditCondition({ label, always, fields, condition, onChange }: Props) {
  const { t } = useTranslation();
  const field = fields.find((one) => one.key === condition?.field);
  const possible = field?.type === "yesNo" ? ["yes", "no"] : (field?.choices ?? []).map((one) => one.label);
  return (
    <>
      <Select
        size="xs"
        label={label}
        clearable
        placeholder={always}
        data={fields.map((one) => ({ value: one.key, label: one.label || one.key }))}
        value={condition?.field ?? null}
        onChange={(key) => onChange(key ? { field: key, is: [] } : null)}
      />
      {condition && (
        <TagsInput
          size="xs"
          label={t("catalogue.isOneOf")}
          placeholder={condition.is?.length ? undefined : t("catalogue.anyAnswer")}
          data={possible}
          value={condition.is ?? []}
          onChange={(is) => onChange({ ...condition, is })}
        />
      )}
    </>
  );
}
