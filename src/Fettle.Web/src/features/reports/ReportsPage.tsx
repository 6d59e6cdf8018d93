import { SegmentedControl, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { DeskReport } from "~/api/shapes";
import { type ReportSearch, reportDays, reportGroups } from "~/app/search/lists";
import { ExportMenu } from "~/ui/ExportMenu";
import { OrganisationSelect } from "~/ui/OrganisationSelect";
import { Page, Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Table } from "~/ui/Table";
import { Causes } from "./Causes";
import { DayChart } from "./DayChart";
import { minutes, part, startOf } from "./figures";
import classes from "./Reports.module.css";
import { Schedules } from "./Schedules";
import { Tiles } from "./Tiles";

const route = getRouteApi("/signed-in/console/reports");

/** How the desk did: the whole, day by day, and its parts. */
export function ReportsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const go = (change: Partial<ReportSearch>) =>
    void navigate({ search: (was) => ({ ...was, ...change }), replace: true });
  const report = useQuery({
    queryKey: ["tickets", "report", search],
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/reports/desk", {
          params: {
            query: {
              from: startOf(search.days, new Date()),
              by: search.by,
              organisationId: search.organisationId,
              zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
            },
          },
          signal,
        }),
      ),
  });
  return (
    <Page
      title={t("shell.nav.reports")}
      actions={
        <>
          <OrganisationSelect
            size="sm"
            className={classes.organisation}
            value={search.organisationId}
            onChange={(organisationId) => go({ organisationId })}
          />
          <SegmentedControl
            aria-label={t("reports.period")}
            value={String(search.days)}
            onChange={(days) => go({ days: Number(days) as ReportSearch["days"] })}
            data={reportDays.map((days) => ({ value: String(days), label: t("reports.days", { count: days }) }))}
          />
          <ExportMenu
            address="/api/reports/desk/export"
            filters={{
              from: startOf(search.days, new Date()),
              by: search.by,
              organisationId: search.organisationId,
              zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
            }}
          />
        </>
      }
    >
      <Query of={report} rows={8}>
        {(data) => <Loaded report={data} by={search.by} onBy={(by) => go({ by })} />}
      </Query>
      <Causes search={search} />
      <Schedules />
    </Page>
  );
}

function Loaded(props: { report: DeskReport; by: ReportSearch["by"]; onBy: (by: ReportSearch["by"]) => void }) {
  const { report } = props;
  const { t, i18n } = useTranslation();
  return (
    <div className={classes.report}>
      <Tiles figures={report.all} />
      <Panel title={t("reports.perDay")}>
        <DayChart days={report.days} />
      </Panel>
      <Panel
        flush
        title={t("reports.parts")}
        actions={
          <Select
            size="xs"
            allowDeselect={false}
            aria-label={t("reports.parts")}
            data={reportGroups.map((value) => ({ value, label: t(`reports.by.${value}`) }))}
            value={props.by}
            onChange={(by) => props.onBy(by as ReportSearch["by"])}
          />
        }
      >
        {report.groups.length === 0 ? (
          <p className={classes.nothing}>{t("reports.nothing")}</p>
        ) : (
          <Table
            label={t("reports.parts")}
            rows={report.groups}
            rowKey={(group) => group.id ?? 0}
            columns={[
              {
                key: "name",
                head: t(`reports.by.${report.by}`),
                cell: (group) => group.name ?? t(report.by === "technician" ? "tickets.nobody" : "reports.without"),
              },
              { key: "opened", head: t("reports.opened"), align: "end", cell: (group) => group.figures.opened },
              { key: "solved", head: t("reports.solved"), align: "end", cell: (group) => group.figures.solved },
              { key: "backlog", head: t("reports.backlog"), align: "end", cell: (group) => group.figures.backlog },
              {
                key: "reopened",
                head: t("reports.reopened"),
                align: "end",
                wide: true,
                cell: (group) => group.figures.reopened,
              },
              {
                key: "answer",
                head: t("reports.firstAnswer"),
                align: "end",
                wide: true,
                cell: (group) => minutes(group.figures.firstAnswerMinutes, i18n.language),
              },
              {
                key: "solution",
                head: t("reports.solution"),
                align: "end",
                wide: true,
                cell: (group) => minutes(group.figures.solutionMinutes, i18n.language),
              },
              {
                key: "kept",
                head: t("reports.promisesKept"),
                align: "end",
                wide: true,
                cell: (group) => part(group.figures.promisesKept, i18n.language),
              },
              {
                key: "satisfied",
                head: t("reports.satisfied"),
                align: "end",
                wide: true,
                cell: (group) => part(group.figures.satisfied, i18n.language),
              },
            ]}
          />
        )}
      </Panel>
    </div>
  );
}
