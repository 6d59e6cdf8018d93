import { Button, SegmentedControl, Select } from "@mantine/core";
import { IconCalendarEvent } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeState } from "~/api/shapes";
import { type ChangesSearch, changeStates } from "~/app/search/lists";
import { may, useMe } from "~/app/session";
import { List } from "~/ui/List";
import { Page } from "~/ui/Page";
import { Loading } from "~/ui/States";
import { toMinute } from "~/ui/time";
import { useDialog } from "~/ui/useDialog";
import { Calendar } from "./Calendar";
import { KindTag, RiskTag, StateTag } from "./labels";
import { changesQuery } from "./queries";

const DraftChange = lazy(() => import("./DraftChange"));
const ChangeSettings = lazy(() => import("./ChangeSettings"));

const route = getRouteApi("/signed-in/console/changes");
const tabs = ["list", "calendar", "settings"] as const;

/** What the desk plans to do: as a list, in the calendar, and by what rules. */
export function ChangesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const draft = useDialog();
  const go = (change: Partial<ChangesSearch>) =>
    void navigate({ search: (was) => ({ ...was, ...change }), replace: true });
  return (
    <Page
      title={t("shell.nav.changes")}
      actions={
        <>
          <SegmentedControl
            aria-label={t("changes.show")}
            value={search.tab ?? "list"}
            onChange={(tab) => go({ tab: tab === "list" ? undefined : (tab as ChangesSearch["tab"]) })}
            data={tabs.map((value) => ({ value, label: t(`changes.tabs.${value}`) }))}
          />
          {may(me, "workTickets") && <Button onClick={draft.open}>{t("changes.new")}</Button>}
        </>
      }
    >
      {search.tab === "calendar" ? (
        <Calendar search={search} go={go} />
      ) : search.tab === "settings" ? (
        <Suspense fallback={<Loading rows={4} />}>
          <ChangeSettings />
        </Suspense>
      ) : (
        <Changes state={search.state} onState={(state) => go({ state })} />
      )}
      <Suspense>{draft.used && <DraftChange opened={draft.opened} onClose={draft.close} />}</Suspense>
    </Page>
  );
}

function Changes(props: { state: ChangeState | undefined; onState: (state: ChangeState | undefined) => void }) {
  const { t, i18n } = useTranslation();
  const changes = useQuery(changesQuery(props.state));
  return (
    <>
      <Select
        w={240}
        clearable
        aria-label={t("common.status")}
        placeholder={t("changes.notOver")}
        data={changeStates.map((value) => ({ value, label: t(`changes.state.${value}`) }))}
        value={props.state ?? null}
        onChange={(state) => props.onState((state as ChangeState | null) ?? undefined)}
      />
      <List
        of={changes}
        label={t("shell.nav.changes")}
        rowKey={(row) => row.number}
        empty={{
          icon: <IconCalendarEvent size={28} stroke={1.5} />,
          title: t("changes.empty"),
          hint: t("changes.emptyHint"),
        }}
        columns={[
          {
            key: "subject",
            head: t("tickets.fields.subject"),
            cell: (row) => (
              <Link to="/tickets/$number" params={{ number: String(row.number) }}>
                #{row.number} {row.subject}
              </Link>
            ),
          },
          { key: "kind", head: t("tickets.fields.kind"), wide: true, cell: (row) => <KindTag kind={row.kind} /> },
          { key: "risk", head: t("changes.risk.title"), wide: true, cell: (row) => <RiskTag risk={row.risk} /> },
          { key: "state", head: t("common.status"), cell: (row) => <StateTag state={row.state} /> },
          {
            key: "when",
            head: t("changes.when"),
            wide: true,
            align: "end",
            cell: (row) => (row.startsAt ? toMinute(row.startsAt, i18n.language) : "–"),
          },
        ]}
      />
    </>
  );
}
