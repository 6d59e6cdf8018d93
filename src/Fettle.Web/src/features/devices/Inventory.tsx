import { SegmentedControl, TextInput } from "@mantine/core";
import { IconPackage, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InventorySection } from "~/api/shapes";
import { Panel } from "~/ui/Page";
import { Empty } from "~/ui/States";
import { type Column, Table } from "~/ui/Table";
import classes from "./Devices.module.css";
import { fieldName, fieldValue } from "./fields";

type Item = InventorySection["items"][number];
const most = 500;

/** What is in the device, a section at a time. */
export function Inventory({ sections }: { sections: InventorySection[] }) {
  const { t, i18n } = useTranslation();
  const [chosen, setChosen] = useState(sections[0]?.section ?? "");
  const [text, setText] = useState("");
  const section = sections.find((one) => one.section === chosen) ?? sections[0];
  if (!section) {
    return (
      <Empty
        icon={<IconPackage size={28} stroke={1.5} />}
        title={t("devices.noInventory")}
        hint={t("devices.noInventoryHint")}
      />
    );
  }
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const items = section.items.filter((item) => {
    const all = `${item.key} ${Object.values(item.fields).join(" ")}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  return (
    <div className={classes.sections}>
      <div className={classes.filters}>
        <SegmentedControl
          size="xs"
          aria-label={t("devices.tabs.inventory")}
          data={sections.map((one) => ({
            value: one.section,
            label: `${fieldName(one.section)} (${one.items.length})`,
          }))}
          value={section.section}
          onChange={setChosen}
        />
        <TextInput
          size="xs"
          className={classes.searchBox}
          aria-label={t("common.search")}
          placeholder={t("common.search")}
          leftSection={<IconSearch size={15} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <Panel flush>
        {items.length === 0 ? (
          <Empty title={t("devices.nothingFits")} />
        ) : (
          <Table
            label={fieldName(section.section)}
            rows={items.slice(0, most)}
            rowKey={(item) => item.key}
            columns={columnsOf(section, t("common.name"), i18n.language)}
          />
        )}
      </Panel>
      {items.length > most && <p className="f-dim">{t("devices.cutShort", { count: items.length - most })}</p>}
    </div>
  );
}

/** A column for every field that an item of the section has, in the agent's order. */
function columnsOf(section: InventorySection, key: string, language: string): Column<Item>[] {
  const names = [...new Set(section.items.flatMap((item) => Object.keys(item.fields)))];
  return [
    { key: "key", head: key, cell: (item) => <strong>{item.key}</strong> },
    ...names.map((name, index) => ({
      key: name,
      head: fieldName(name),
      wide: index > 1,
      cell: (item: Item) => fieldValue(name, item.fields[name] ?? "", language),
    })),
  ];
}
