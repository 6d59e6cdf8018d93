import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { ReportSearch } from "~/app/search/lists";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Table } from "~/ui/Table";
import { minutes, startOf } from "./figures";
import classes from "./Reports.module.css";

/** What to automate next: the causes that cost most of people's time. */
export function Causes({ search }: { search: ReportSearch }) {
  const { t, i18n } = useTranslation();
  const causes = useQuery({
    queryKey: ["tickets", "causes", search.days, search.organisationId],
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/reports/causes", {
          params: {
            query: {
              from: startOf(search.days, new Date()),
              organisationId: search.organisationId,
              zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
            },
          },
          signal,
        }),
      ),
  });
  return (
    <Panel title={t("reports.causes.title")} flush>
      <Query of={causes} rows={4}>
        {(rows) =>
          rows.length === 0 ? (
            <p className={classes.nothing}>{t("reports.nothing")}</p>
          ) : (
            <Table
              label={t("reports.causes.title")}
              rows={rows.slice(0, 12)}
              rowKey={(row) => `${row.cause} ${row.title}`}
              columns={[
                { key: "title", head: t("reports.causes.cause"), cell: (row) => row.title ?? t("reports.causes.none") },
                {
                  key: "minutes",
                  head: t("reports.causes.time"),
                  align: "end",
                  cell: (row) => minutes(row.minutes, i18n.language),
                },
                { key: "tickets", head: t("reports.solved"), align: "end", cell: (row) => row.tickets },
                { key: "fixed", head: t("reports.verified"), align: "end", wide: true, cell: (row) => row.fixed },
              ]}
            />
          )
        }
      </Query>
    </Panel>
  );
}
