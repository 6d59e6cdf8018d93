import { Button, Menu, Tabs } from "@mantine/core";
import { IconDots, IconStethoscope, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { DevicePage as Device } from "~/api/shapes";
import { Page } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Tag } from "~/ui/Tag";
import { useConfirm } from "~/ui/useConfirm";
import { When } from "~/ui/When";
import { RunScript } from "../automation/RunScript";
import { useStartCheckup } from "../diagnosis/queries";
import { PresenceDot } from "../service-desk/parts/labels";
import { DeviceCheckups, DeviceJobs, DeviceTickets } from "./DeviceLists";
import classes from "./Devices.module.css";
import { Inventory } from "./Inventory";
import { InventoryHistory } from "./InventoryHistory";
import { Overview } from "./Overview";
import { deviceQuery, useRetire } from "./queries";

const route = getRouteApi("/signed-in/console/devices/$id");
const tabs = ["overview", "inventory", "history", "checkups", "jobs", "tickets"] as const;

export function DevicePage() {
  const id = Number(route.useParams().id);
  const device = useQuery(deviceQuery(id));
  return <Query of={device}>{(data) => <Loaded device={data} />}</Query>;
}

function Loaded({ device }: { device: Device }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const asked = route.useSearch().tab;
  const tab = tabs.find((one) => one === asked) ?? "overview";
  const start = useStartCheckup();
  const retire = useRetire(device.id);
  const [dialog, confirm] = useConfirm();
  const checkUp = () =>
    start.mutate(
      { deviceId: device.id, symptom: null, ticketNumber: null },
      { onSuccess: (made) => void navigate({ to: "/checkups/$id", params: { id: String(made.id) } }) },
    );
  return (
    <Page
      title={device.name}
      wide
      lead={
        <span className={classes.lead}>
          <PresenceDot presence={device.presence} />
          <span>{t(`devices.presence.${device.presence}`)}</span>
          {device.presence !== "online" && device.lastSeenAt && <When at={device.lastSeenAt} />}
          <span>{device.os}</span>
          {device.usersAtWork.map((user) => (
            <Tag key={`${user.name}-${user.terminal}`} tone="blue">
              {user.name}
            </Tag>
          ))}
        </span>
      }
      actions={
        <>
          {device.may.checkUp && (
            <Button leftSection={<IconStethoscope size={16} />} loading={start.isPending} onClick={checkUp}>
              {t("diagnosis.start")}
            </Button>
          )}
          <RunScript on={device} />
          {device.may.change && (
            <Menu>
              <Menu.Target>
                <Button variant="default" px={10} aria-label={t("common.actions")}>
                  <IconDots size={16} />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={16} />}
                  onClick={() =>
                    confirm({
                      title: t("devices.retire"),
                      text: t("devices.retireHint", { name: device.name }),
                      action: t("devices.retire"),
                      run: () => retire.mutate(undefined, { onSuccess: () => void navigate({ to: "/devices" }) }),
                    })
                  }
                >
                  {t("devices.retire")}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      }
    >
      {dialog}
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) =>
          void navigate({
            to: "/devices/$id",
            params: { id: String(device.id) },
            search: { tab: next === "overview" ? undefined : (next ?? undefined) },
            replace: true,
          })
        }
      >
        <Tabs.List mb="md">
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`devices.tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="overview">
          <Overview device={device} />
        </Tabs.Panel>
        <Tabs.Panel value="inventory">
          <Inventory id={device.id} sections={device.inventory} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <InventoryHistory id={device.id} />
        </Tabs.Panel>
        <Tabs.Panel value="checkups">
          <DeviceCheckups id={device.id} />
        </Tabs.Panel>
        <Tabs.Panel value="jobs">
          <DeviceJobs id={device.id} />
        </Tabs.Panel>
        <Tabs.Panel value="tickets">
          <DeviceTickets id={device.id} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
