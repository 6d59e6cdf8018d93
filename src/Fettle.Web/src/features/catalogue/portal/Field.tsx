import { Button, FileButton, Textarea, TextInput } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import classes from "../Catalogue.module.css";
import { money } from "../form";
import type { FormField } from "../queries";
import { LookUp } from "./LookUp";

interface Props {
  field: FormField;
  currency: string;
  required: boolean;
  answer: string[];
  files: File[];
  error?: string;
  onAnswer: (answer: string[]) => void;
  onFiles: (files: File[]) => void;
}

/** One field of a form: large enough for a thumb, with what is wrong said below it. */
export function Field(props: Props) {
  const { field, required, error } = props;
  const id = useId();
  const [labelId, hintId, errorId] = [`${id}-label`, `${id}-hint`, `${id}-error`];
  const described = [field.hint && hintId, error && errorId].filter(Boolean).join(" ") || undefined;
  return (
    <div
      role="group"
      id={`field-${field.key}`}
      className={classes.field}
      aria-labelledby={labelId}
      aria-describedby={described}
    >
      <div className={classes.legend} id={labelId}>
        {field.label}
        {required && (
          <span className={classes.star} aria-hidden>
            {" "}
            *
          </span>
        )}
      </div>
      {field.hint && (
        <p className={classes.hint} id={hintId}>
          {field.hint}
        </p>
      )}
      <Input {...props} labelId={labelId} />
      {error && (
        <p className={classes.wrong} id={errorId} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function Input({
  field,
  currency,
  required,
  answer,
  files,
  error,
  onAnswer,
  onFiles,
  labelId,
}: Props & { labelId: string }): ReactNode {
  const { t, i18n } = useTranslation();
  const one = {
    "aria-labelledby": labelId,
    "aria-required": required,
    error: !!error,
    value: answer[0] ?? "",
    onChange: (event: { currentTarget: { value: string } }) => onAnswer([event.currentTarget.value]),
  };
  switch (field.type) {
    case "longText":
      return <Textarea autosize minRows={3} maxRows={12} maxLength={5000} {...one} />;
    case "number":
      return <TextInput inputMode="decimal" maxLength={30} {...one} />;
    case "date":
      return <TextInput type="date" {...one} />;
    case "person":
    case "device":
      return (
        <LookUp
          kind={field.type}
          label={field.label}
          value={answer[0] ?? null}
          error={!!error}
          onChange={(id) => onAnswer(id ? [id] : [])}
        />
      );
    case "yesNo":
      return (
        <Options
          name={field.key}
          options={(["yes", "no"] as const).map((value) => ({ value, label: t(`catalogue.${value}`) }))}
          chosen={answer}
          onChoose={(value) => onAnswer([value])}
        />
      );
    case "choice":
    case "choices":
      return (
        <Options
          name={field.key}
          several={field.type === "choices"}
          options={(field.choices ?? []).map(({ label, cost }) => ({
            value: label,
            label,
            more: cost ? money(cost, currency, i18n.language) : undefined,
          }))}
          chosen={answer}
          onChoose={(value) =>
            onAnswer(
              field.type === "choice"
                ? [value]
                : answer.includes(value)
                  ? answer.filter((other) => other !== value)
                  : [...answer, value],
            )
          }
        />
      );
    case "attachment":
      return (
        <>
          <FileButton multiple onChange={(list) => onFiles(list.slice(0, 10))}>
            {(button) => (
              <Button {...button} variant="default" leftSection={<IconPaperclip size={18} />}>
                {t("portal.attach")}
              </Button>
            )}
          </FileButton>
          {files.length > 0 && <p className={classes.hint}>{files.map((file) => file.name).join(", ")}</p>}
        </>
      );
    default:
      return <TextInput maxLength={500} {...one} />;
  }
}

function Options(props: {
  name: string;
  several?: boolean;
  options: { value: string; label: string; more?: string }[];
  chosen: string[];
  onChoose: (value: string) => void;
}) {
  return (
    <div className={classes.options}>
      {props.options.map(({ value, label, more }) => (
        <label key={value} className={classes.option}>
          <input
            type={props.several ? "checkbox" : "radio"}
            name={`answer-${props.name}`}
            checked={props.chosen.includes(value)}
            onChange={() => props.onChoose(value)}
          />
          <span>{label}</span>
          {more && <span>{more}</span>}
        </label>
      ))}
    </div>
  );
}
