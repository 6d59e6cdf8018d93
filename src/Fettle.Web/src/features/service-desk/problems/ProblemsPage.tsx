import { IconPuzzle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { Page, Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Table } from "~/ui/Table";
import { When } from "~/ui/When";
import { PriorityTag, StatusTag } from "../parts/labels";

/** The causes behind several incidents. */
export function ProblemsPage() {
  const { t } = useTranslation();
  const problems = useQuery({
    queryKey: ["tickets", "problems"],
    queryFn: ({ signal }) => read(api.GET("/api/problems", { signal })),
  });
  return (
    <Page title={t("shell.nav.problems")}>
      <Panel flush>
        <Query of={problems}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                icon={<IconPuzzle size={28} stroke={1.5} />}
                title={t("tickets.problems.empty")}
                hint={t("tickets.problems.emptyHint")}
              />
            ) : (
              <Table
                label={t("shell.nav.problems")}
                rows={items}
                rowKey={(row) => row.number}
                columns={[
                  {
                    key: "priority",
                    head: t("tickets.fields.prio"),
                    cell: (row) => <PriorityTag priority={row.priority} />,
                  },
                  {
                    key: "subject",
                    head: t("tickets.fields.subject"),
                    cell: (row) => (
                      <Link to="/tickets/$number" params={{ number: String(row.number) }}>
                        #{row.number} {row.subject}
                      </Link>
                    ),
                  },
                  { key: "status", head: t("common.status"), cell: (row) => <StatusTag status={row.status} /> },
                  {
                    key: "updated",
                    head: t("common.updated"),
                    wide: true,
                    align: "end",
                    cell: (row) => <When at={row.updatedAt} />,
                  },
                ]}
              />
            )
          }
        </Query>
      </Panel>
    </Page>
  );
}
