import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";

interface Props {
  kind: "person" | "device";
  label: string;
  value: string | null;
  error: boolean;
  onChange: (id: string | null) => void;
}

/** Finds a colleague or a device of one's own house by a part of the name. */
export function LookUp({ kind, label, value, error, onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [known, setKnown] = useState<{ value: string; label: string } | null>(null);
  const [asked] = useDebouncedValue(text.trim(), 200);
  // The name that stands in the field is no question.
  const q = asked === known?.label ? "" : asked;
  const found = useQuery({
    queryKey: ["portal", "look-up", kind, q],
    queryFn: async ({ signal }): Promise<{ id: number; name: string }[]> =>
      kind === "person"
        ? read(api.GET("/api/portal/colleagues", { params: { query: { q } }, signal }))
        : read(api.GET("/api/portal/devices", { params: { query: { q } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const options = (found.data ?? []).map((one) => ({ value: String(one.id), label: one.name }));
  if (known && value === known.value && !options.some((one) => one.value === value)) options.unshift(known);
  return (
    <Select
      aria-label={label}
      searchable
      clearable
      placeholder={t(kind === "person" ? "catalogue.findPerson" : "catalogue.findDevice")}
      data={options}
      filter={({ options: all }) => all}
      nothingFoundMessage={t(q.length < 2 ? "catalogue.typeMore" : "catalogue.nobody")}
      value={value}
      error={error}
      onSearchChange={setText}
      onChange={(id, option) => {
        setKnown(id ? { value: id, label: option?.label ?? id } : null);
        onChange(id);
      }}
    />
  );
}
