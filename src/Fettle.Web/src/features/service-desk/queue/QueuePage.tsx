import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconInbox } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "~/app/shortcuts/keys";
import { useTitle } from "~/ui/Page";
import { Empty, Failed, Loading } from "~/ui/States";
import { useListKeys } from "~/ui/useListKeys";
import { VirtualRows } from "~/ui/VirtualRows";
import { Filters } from "./Filters";
import classes from "./Queue.module.css";
import { ticketsQuery } from "./queries";
import { QueueHead, TicketCells } from "./TicketCells";
import { Views } from "./Views";

const BulkBar = lazy(() => import("./BulkBar"));

const route = getRouteApi("/signed-in/console/queue");

export function QueuePage() {
  const { t } = useTranslation();
  useTitle(t("shell.nav.queue"));
  const search = route.useSearch();
  const navigate = useNavigate();
  const phone = useMediaQuery("(max-width: 720px)") ?? false;
  const tickets = useInfiniteQuery(ticketsQuery(search));
  const rows = useMemo(() => tickets.data?.pages.flatMap((page) => page.items) ?? [], [tickets.data]);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());

  const toggle = useCallback((number: number) => {
    setSelected((before) => {
      const after = new Set(before);
      if (!after.delete(number)) after.add(number);
      return after;
    });
  }, []);
  const open = (index: number) => {
    const row = rows[index];
    if (row) void navigate({ to: "/tickets/$number", params: { number: String(row.number) } });
  };
  const { current } = useListKeys(rows.length, open);
  const standing = rows[current]?.number;
  useShortcuts([
    { keys: "x", group: "list", label: t("tickets.keys.select"), run: () => standing && toggle(standing) },
    {
      keys: "/",
      group: "list",
      label: t("tickets.keys.search"),
      run: () => document.querySelector<HTMLInputElement>("[data-queue-search]")?.focus(),
    },
    { keys: "Escape", group: "list", label: t("tickets.keys.unselect"), run: () => setSelected(new Set()) },
  ]);
  const shown = useMemo(() => new Set(rows.map((row) => row.number)), [rows]);
  const chosen = [...selected].filter((number) => shown.has(number));
  const loadMore = useCallback(() => {
    if (!tickets.isFetchingNextPage) void tickets.fetchNextPage();
  }, [tickets.isFetchingNextPage, tickets.fetchNextPage]);

  return (
    <div className={classes.page}>
      <h1 className="f-hidden">{t("shell.nav.queue")}</h1>
      <Views search={search} />
      <Filters search={search} />
      <div className={classes.list}>
        {tickets.isError && rows.length === 0 ? (
          <Failed error={tickets.error} retry={() => void tickets.refetch()} />
        ) : !tickets.data ? (
          <Loading rows={12} />
        ) : rows.length === 0 ? (
          <Empty icon={<IconInbox size={28} stroke={1.5} />} title={t("tickets.empty")} hint={t("tickets.emptyHint")}>
            <Button variant="default" onClick={() => void navigate({ to: "/queue", search: {} })}>
              {t("tickets.showOpen")}
            </Button>
          </Empty>
        ) : (
          <VirtualRows
            label={t("shell.nav.queue")}
            items={rows}
            rowKey={(row) => row.number}
            rowHeight={phone ? 76 : 42}
            current={current}
            selected={(row) => selected.has(row.number)}
            more={tickets.hasNextPage}
            loadMore={loadMore}
            head={
              phone ? undefined : (
                <QueueHead
                  all={chosen.length === rows.length}
                  some={chosen.length > 0}
                  onAll={() => setSelected(chosen.length === rows.length ? new Set() : shown)}
                />
              )
            }
            row={(row) => <TicketCells row={row} phone={phone} selected={selected.has(row.number)} onSelect={toggle} />}
          />
        )}
      </div>
      <Suspense>{chosen.length > 0 && <BulkBar numbers={chosen} onDone={() => setSelected(new Set())} />}</Suspense>
    </div>
  );
}
