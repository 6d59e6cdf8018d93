import { Button, SegmentedControl } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconDevicesPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Presence } from "~/api/shapes";
import type { DevicesSearch } from "~/app/search/lists";
import { may, useMe } from "~/app/session";
import { OrganisationSelect } from "~/ui/OrganisationSelect";
import { useTitle } from "~/ui/Page";
import { SearchBox } from "~/ui/SearchBox";
import { Empty, Failed, Loading } from "~/ui/States";
import { useListKeys } from "~/ui/useListKeys";
import { VirtualRows } from "~/ui/VirtualRows";
import { DeviceCells, DeviceHead } from "./DeviceCells";
import classes from "./Devices.module.css";
import { devicesQuery } from "./queries";

const route = getRouteApi("/signed-in/console/devices");

export function DevicesPage() {
  const { t } = useTranslation();
  useTitle(t("shell.nav.devices"));
  const me = useMe();
  const search = route.useSearch();
  const navigate = useNavigate();
  const phone = useMediaQuery("(max-width: 720px)") ?? false;
  const devices = useInfiniteQuery(devicesQuery(search));
  const rows = useMemo(() => devices.data?.pages.flatMap((page) => page.items) ?? [], [devices.data]);
  const organisations = useMemo(() => new Map(me.organisations.map((one) => [one.id, one.name])), [me.organisations]);
  const change = (part: DevicesSearch) =>
    void navigate({ to: "/devices", search: { ...search, ...part }, replace: true });
  const { current } = useListKeys(rows.length, (index) => {
    const row = rows[index];
    if (row) void navigate({ to: "/devices/$id", params: { id: String(row.id) } });
  });
  const loadMore = useCallback(() => {
    if (!devices.isFetchingNextPage) void devices.fetchNextPage();
  }, [devices.isFetchingNextPage, devices.fetchNextPage]);
  const enrol = may(me, "manageDevices") && (
    <Button component={Link} to="/devices/enrol" size="xs" ml="auto" leftSection={<IconDevicesPlus size={16} />}>
      {t("devices.add")}
    </Button>
  );

  return (
    <div className={classes.page}>
      <h1 className="f-hidden">{t("shell.nav.devices")}</h1>
      <div className={classes.filters} role="search">
        <SearchBox
          size="xs"
          className={classes.searchBox}
          label={t("devices.find")}
          value={search.q}
          onFind={(q) => change({ q })}
        />
        <SegmentedControl
          size="xs"
          aria-label={t("devices.presence.title")}
          data={[
            { value: "", label: t("common.all") },
            ...(["online", "offline", "never"] as const).map((value) => ({
              value,
              label: t(`devices.presence.${value}`),
            })),
          ]}
          value={search.presence ?? ""}
          onChange={(presence) => change({ presence: (presence as Presence) || undefined })}
        />
        <OrganisationSelect
          size="xs"
          value={search.organisationId}
          onChange={(organisationId) => change({ organisationId })}
        />
        {enrol}
      </div>
      {devices.isError && rows.length === 0 ? (
        <Failed error={devices.error} retry={() => void devices.refetch()} />
      ) : !devices.data ? (
        <Loading rows={12} />
      ) : rows.length === 0 ? (
        <Empty
          icon={<IconDevicesPlus size={28} stroke={1.5} />}
          title={t("devices.empty")}
          hint={t(search.q || search.presence ? "devices.emptyFilterHint" : "devices.emptyHint")}
        />
      ) : (
        <VirtualRows
          label={t("shell.nav.devices")}
          items={rows}
          rowKey={(row) => row.id}
          rowHeight={phone ? 64 : 42}
          current={current}
          more={devices.hasNextPage}
          loadMore={loadMore}
          head={phone ? undefined : <DeviceHead />}
          row={(row) => <DeviceCells row={row} organisation={organisations.get(row.organisationId)} phone={phone} />}
        />
      )}
    </div>
  );
}
