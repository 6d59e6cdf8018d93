import { SegmentedControl, TextInput } from "@mantine/core";
import { IconPackage, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InventoryItem, InventorySection } from "~/api/shapes";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { type Column, Table } from "~/ui/Table";
import classes from "./Devices.module.css";
import { fieldName, fieldValue, sectionName } from "./fields";
import { sectionQuery } from "./queries";

const most = 500;

/** What is in the device, a section at a time. */
export function Inventory({ id, sections }: { id: number; sections: InventorySection[] }) {
  const { t } = useTranslation();
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
  return (
    <div className={classes.sections}>
      <div className={classes.chooser}>
        <SegmentedControl
          size="xs"
          aria-label={t("devices.tabs.inventory")}
          data={sections.map((one) => ({ value: one.section, label: `${sectionName(one.section, t)} (${one.count})` }))}
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
      <Section key={section.section} id={id} section={section} text={text} />
    </div>
  );
}

function Section({ id, section, text }: { id: number; section: InventorySection; text: string }) {
  const whole = useQuery({ ...sectionQuery(id, section.section), enabled: section.items === null });
  if (section.items) return <Items name={section.section} items={section.items} text={text} />;
  return <Query of={whole}>{(data) => <Items name={section.section} items={data.items ?? []} text={text} />}</Query>;
}

function Items({ name, items, text }: { name: string; items: InventoryItem[]; text: string }) {
  const { t, i18n } = useTranslation();
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = items.filter((item) => {
    const all = `${item.key} ${Object.values(item.fields).join(" ")}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  return (
    <>
      <Panel flush>
        {found.length === 0 ? (
          <Empty title={t("devices.nothingFits")} />
        ) : (
          <Table
            label={sectionName(name, t)}
            rows={found.slice(0, most)}
            rowKey={(item) => item.key}
            columns={columnsOf(items, t("common.name"), i18n.language)}
          />
        )}
      </Panel>
      {found.length > most && <p className="f-dim">{t("devices.cutShort", { count: found.length - most })}</p>}
    </>
  );
}

/** A column for every field that an item of the section has, in the agent's order. */
function columnsOf(items: InventoryItem[], key: string, language: string): Column<InventoryItem>[] {
  const names = [...new Set(items.flatMap((item) => Object.keys(item.fields)))];
  return [
    { key: "key", head: key, cell: (item) => <strong>{item.key}</strong> },
    ...names.map((name, index) => ({
      key: name,
      head: fieldName(name),
      wide: index > 1,
      cell: (item: InventoryItem) => fieldValue(name, item.fields[name] ?? "", language),
    })),
  ];
}
