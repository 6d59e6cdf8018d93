import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMe } from "~/app/session";

interface Props {
  size?: "xs" | "sm";
  className?: string;
  value: number | undefined;
  onChange: (id: number | undefined) => void;
}

/** Narrows a list to one organisation; who works for one alone has nothing to choose. */
export function OrganisationSelect({ size, className, value, onChange }: Props) {
  const { t } = useTranslation();
  const { organisations } = useMe();
  if (organisations.length < 2) return null;
  return (
    <Select
      size={size}
      className={className}
      clearable
      searchable
      aria-label={t("common.organisation")}
      placeholder={t("common.organisation")}
      data={organisations.map((one) => ({ value: String(one.id), label: one.name }))}
      value={value ? String(value) : null}
      onChange={(id) => onChange(id ? Number(id) : undefined)}
    />
  );
}
