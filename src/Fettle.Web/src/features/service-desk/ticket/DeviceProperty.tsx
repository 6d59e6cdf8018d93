import { ActionIcon, Popover, Select, Tooltip } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { IconPencil } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Named } from "~/api/shapes";
import classes from "./Ticket.module.css";

interface Props {
  device: Named | null;
  children?: ReactNode;
  onChange: (id: number | null) => void;
}

/** The device that the complaint is about: a link to it, and a way to name another. */
export function DeviceProperty({ device, children, onChange }: Props) {
  const { t } = useTranslation();
  const [opened, popover] = useDisclosure(false);
  return (
    <div className={classes.propertyValue}>
      {children}
      {device ? (
        <Link className="f-clip" to="/devices/$id" params={{ id: String(device.id) }}>
          {device.name}
        </Link>
      ) : (
        <span className="f-dim">{t("tickets.noDevice")}</span>
      )}
      <Popover opened={opened} onChange={popover.toggle} width={280} position="bottom-end" trapFocus>
        <Popover.Target>
          <Tooltip label={t("tickets.changeDevice")}>
            <ActionIcon
              size="xs"
              variant="subtle"
              color="gray"
              ml="auto"
              data-property="device"
              aria-label={t("tickets.changeDevice")}
              onClick={popover.toggle}
            >
              <IconPencil size={14} />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown>
          <FindDevice
            onChoose={(id) => {
              onChange(id);
              popover.close();
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function FindDevice({ onChoose }: { onChoose: (id: number) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ["devices", "choose", asked],
    queryFn: ({ signal }) => read(api.GET("/api/devices", { params: { query: { q: asked, limit: 20 } }, signal })),
    placeholderData: keepPreviousData,
  });
  return (
    <Select
      label={t("tickets.fields.device")}
      searchable
      data-autofocus
      data={found.data?.items.map((one) => ({ value: String(one.id), label: one.name })) ?? []}
      filter={({ options }) => options}
      nothingFoundMessage={t("devices.empty")}
      onSearchChange={setText}
      onChange={(id) => id && onChoose(Number(id))}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
