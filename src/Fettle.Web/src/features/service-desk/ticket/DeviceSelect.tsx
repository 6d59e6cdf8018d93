import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";

interface Props {
  size: "xs";
  label: string;
  withAsterisk: boolean;
  error?: ReactNode;
  value: string | null;
  shown: string | null;
  onChange: (id: string | null) => void;
}

/** Finds a device by a part of its name among any number of them. */
export function DeviceSelect({ value, shown, onChange, ...props }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ["devices", "choose", asked],
    queryFn: ({ signal }) => read(api.GET("/api/devices", { params: { query: { q: asked, limit: 20 } }, signal })),
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? []).map((one) => ({ value: String(one.id), label: one.name }));
  if (value && !options.some((one) => one.value === value)) options.unshift({ value, label: shown ?? value });
  return (
    <Select
      {...props}
      searchable
      clearable
      data={options}
      filter={({ options: all }) => all}
      nothingFoundMessage={t("devices.empty")}
      value={value}
      onSearchChange={setText}
      onChange={onChange}
    />
  );
}
