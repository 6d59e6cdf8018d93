import { Loader, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Named } from "~/api/shapes";

interface Props {
  label: string;
  /** The label stands elsewhere and is only spoken here. */
  bare?: boolean;
  value: number | null;
  known?: Named | null;
  error?: ReactNode;
  onChange: (id: number | null) => void;
}

/** Finds a person by a part of their name or address among any number of them. */
export function PersonSelect({ label, bare, value, known, error, onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ["people", "choose", asked],
    queryFn: ({ signal }) => read(api.GET("/api/people", { params: { query: { q: asked, limit: 20 } }, signal })),
    placeholderData: keepPreviousData,
  });
  const people = found.data?.items ?? [];
  const options = people.map((one) => ({ value: String(one.id), label: `${one.name} · ${one.email}` }));
  if (known && !people.some((one) => one.id === known.id))
    options.unshift({ value: String(known.id), label: known.name });
  return (
    <Select
      label={bare ? undefined : label}
      aria-label={label}
      size={bare ? "xs" : undefined}
      searchable
      data={options}
      filter={({ options }) => options}
      nothingFoundMessage={t("people.nobody")}
      rightSection={found.isFetching ? <Loader size={14} /> : undefined}
      value={value === null ? null : String(value)}
      error={error}
      onSearchChange={setText}
      onChange={(id) => onChange(id === null ? null : Number(id))}
    />
  );
}
