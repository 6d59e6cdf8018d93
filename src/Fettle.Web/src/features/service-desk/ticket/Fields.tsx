import { Select, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { messageOf } from "~/api/problem";
import type { TicketField, TicketPage } from "~/api/shapes";
import { PersonSelect } from "../parts/PersonSelect";
import { categoriesQuery } from "../parts/sorting";
import { DeviceSelect } from "./DeviceSelect";
import { useTicketChanged } from "./queries";

/** The category, and the fields that the desk made for tickets like this. */
export function Fields({ ticket }: { ticket: TicketPage }) {
  const { t } = useTranslation();
  const changed = useTicketChanged(ticket.number);
  const categories = useQuery(categoriesQuery);
  const sort = useMutation({
    mutationFn: (categoryId: number | null) =>
      read(
        api.PUT("/api/tickets/{number}/category", {
          params: { path: { number: ticket.number } },
          body: { categoryId, version: null },
        }),
      ),
    onSettled: changed,
  });
  const offered = (categories.data ?? []).filter(
    (one) => !one.retired && (one.organisationId === null || one.organisationId === ticket.organisationId),
  );
  const options = offered.map((one) => ({ value: String(one.id), label: one.path }));
  if (ticket.category && !offered.some((one) => one.id === ticket.category?.id))
    options.push({ value: String(ticket.category.id), label: ticket.category.path });
  return (
    <>
      {options.length > 0 && (
        <Select
          size="xs"
          label={t("desk.fields.category")}
          searchable
          clearable
          data={options}
          value={ticket.category ? String(ticket.category.id) : null}
          onChange={(id) => sort.mutate(id ? Number(id) : null)}
        />
      )}
      {ticket.fields.map((field) => (
        <Field key={field.id} number={ticket.number} field={field} />
      ))}
    </>
  );
}

function Field({ number, field }: { number: number; field: TicketField }) {
  const { t } = useTranslation();
  const changed = useTicketChanged(number);
  const fill = useMutation({
    mutationFn: (value: string | null) =>
      read(
        api.PUT("/api/tickets/{number}/fields/{fieldId}", {
          params: { path: { number, fieldId: field.id } },
          body: { value, version: null },
        }),
      ),
    meta: { quiet: true },
    onSettled: changed,
  });
  const error = fill.error ? messageOf(fill.error) : undefined;
  const common = { size: "xs", label: field.name, withAsterisk: field.required, error } as const;
  const set = (value: string | null) => value !== field.value && fill.mutate(value);
  switch (field.type) {
    case "choice":
    case "yesNo": {
      const data =
        field.type === "choice"
          ? [...field.choices]
          : (["yes", "no"] as const).map((value) => ({ value, label: t(`desk.fields.${value}`) }));
      return (
        <Select {...common} clearable searchable={data.length > 8} data={data} value={field.value} onChange={set} />
      );
    }
    case "person":
      return (
        <PersonSelect
          label={field.name}
          value={field.value ? Number(field.value) : null}
          known={field.value ? { id: Number(field.value), name: field.shown ?? field.value } : null}
          error={error}
          onChange={(id) => set(id === null ? null : String(id))}
        />
      );
    case "device":
      return <DeviceSelect {...common} value={field.value} shown={field.shown} onChange={(id) => set(id)} />;
    default:
      return (
        <Written {...common} type={field.type === "date" ? "date" : "text"} value={field.value ?? ""} onKeep={set} />
      );
  }
}

interface WrittenProps {
  size: "xs";
  label: string;
  withAsterisk: boolean;
  error?: string;
  type: "date" | "text";
  value: string;
  onKeep: (value: string | null) => void;
}

/** Kept when the field is left or Enter is pressed. */
function Written({ value, onKeep, ...props }: WrittenProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const keep = () => onKeep(text.trim() || null);
  return (
    <TextInput
      {...props}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => text !== value && keep()}
      onKeyDown={(event) => {
        if (event.key === "Enter") keep();
        if (event.key === "Escape") setText(value);
      }}
    />
  );
}
