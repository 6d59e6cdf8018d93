import { ActionIcon, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

const formats = ["csv", "xlsx", "pdf"] as const;

/** What is shown, as a file. `address` is the export's own, with the filters that the page has. */
export function ExportMenu({ address, filters, size = 36 }: { address: string; filters: object; size?: number }) {
  const { t } = useTranslation();
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters))
    if (value !== undefined && value !== null) query.set(name, String(value));
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="default" size={size} aria-label={t("reports.export")}>
          <IconDownload size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("reports.export")}</Menu.Label>
        {formats.map((format) => (
          <Menu.Item key={format} component="a" href={`${address}?${query}&format=${format}`} download>
            {format.toUpperCase()}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
