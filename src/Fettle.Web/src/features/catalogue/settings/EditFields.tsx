import { Checkbox, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "../Catalogue.module.css";
import type { AnswerType, FormField } from "../queries";
import { EditCondition } from "./EditCondition";
import { Rows } from "./Rows";

const types: AnswerType[] = [
  "text",
  "longText",
  "number",
  "date",
  "choice",
  "choices",
  "person",
  "device",
  "yesNo",
  "attachment",
];

/** What the form asks, in order; a field can hang on the answers before it. */
export function EditFields({ fields, onChange }: { fields: FormField[]; onChange: (fields: FormField[]) => void }) {
  const { t } = useTranslation();
  return (
    <Rows
      rows={fields}
      title={(field, i) => field.label || `${i + 1}`}
      add={t("catalogue.addField")}
      none={t("catalogue.noFields")}
      fresh={(): FormField => ({
        key: `field-${fields.length + 1}`,
        label: "",
        type: "text",
        required: false,
        isCost: false,
      })}
      onChange={onChange}
    >
      {(field, change, i) => (
        <>
          <div className={classes.line}>
            <TextInput
              size="xs"
              label={t("catalogue.label")}
              required
              maxLength={120}
              value={field.label}
              onChange={(event) => change({ label: event.currentTarget.value })}
            />
            <TextInput
              size="xs"
              className={classes.mono}
              label={t("catalogue.key")}
              required
              maxLength={40}
              pattern="[A-Za-z][A-Za-z0-9\-]*"
              value={field.key}
              onChange={(event) => change({ key: event.currentTarget.value })}
            />
            <Select
              size="xs"
              label={t("catalogue.type")}
              allowDeselect={false}
              data={types.map((value) => ({ value, label: t(`catalogue.types.${value}`) }))}
              value={field.type}
              onChange={(type) => type && change({ type: type as AnswerType, isCost: false })}
            />
          </div>
          <TextInput
            size="xs"
            label={t("catalogue.hint")}
            maxLength={400}
            value={field.hint ?? ""}
            onChange={(event) => change({ hint: event.currentTarget.value || null })}
          />
          {(field.type === "choice" || field.type === "choices") && <Choices field={field} change={change} />}
          <div className={classes.line}>
            <EditCondition
              label={t("catalogue.shownWhen")}
              always={t("catalogue.always")}
              fields={fields.slice(0, i)}
              condition={field.shownWhen}
              onChange={(shownWhen) => change({ shownWhen })}
            />
            <EditCondition
              label={t("catalogue.requiredWhen")}
              always={t("catalogue.never")}
              fields={fields.slice(0, i)}
              condition={field.requiredWhen}
              onChange={(requiredWhen) => change({ requiredWhen })}
            />
          </div>
          <div className={classes.line}>
            <Checkbox
              size="xs"
              label={t("catalogue.required")}
              checked={field.required === true}
              onChange={(event) => change({ required: event.currentTarget.checked })}
            />
            {field.type === "number" && (
              <Checkbox
                size="xs"
                label={t("catalogue.isCost")}
                checked={field.isCost === true}
                onChange={(event) => change({ isCost: event.currentTarget.checked })}
              />
            )}
          </div>
        </>
      )}
    </Rows>
  );
}

/** A line a choice, with what it costs after an equals sign where it costs something. */
function Choices({ field, change }: { field: FormField; change: (part: Partial<FormField>) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(() =>
    (field.choices ?? []).map((one) => (one.cost ? `${one.label} = ${one.cost}` : one.label)).join("\n"),
  );
  return (
    <Textarea
      size="xs"
      autosize
      minRows={2}
      label={t("catalogue.choices")}
      description={t("catalogue.choicesHint")}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const lines = event.currentTarget.value.split("\n").filter((line) => line.trim() !== "");
        change({
          choices: lines.map((line) => {
            const [, label, cost] = /^(.*?)\s*=\s*([0-9]+(?:\.[0-9]+)?)\s*$/.exec(line) ?? [];
            return label && cost ? { label: label.trim(), cost: Number(cost) } : { label: line.trim(), cost: null };
          }),
        });
      }}
    />
  );
}
