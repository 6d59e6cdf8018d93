import { IconChecklist } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { components } from "~/api/schema";
import { Page, Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { type Column, Table } from "~/ui/Table";
import { Tag } from "~/ui/Tag";
import { useNow, When } from "~/ui/When";
import { ownTasksQuery } from "./queries";

type Row = components["schemas"]["ListOwnTasksItem"];

/** The tasks of requests that one can work on now: one's own, and those of one's teams. */
export function TasksPage() {
  const { t } = useTranslation();
  const now = useNow();
  const tasks = useQuery(ownTasksQuery);
  const columns: Column<Row>[] = [
    {
      key: "title",
      head: t("catalogue.task"),
      cell: (row) => (
        <Link to="/tickets/$number" params={{ number: String(row.number) }}>
          {row.title}
        </Link>
      ),
    },
    { key: "ticket", head: t("catalogue.ticket"), wide: true, cell: (row) => `#${row.number} ${row.subject}` },
    { key: "owner", head: t("catalogue.owner"), wide: true, cell: (row) => (row.mine ? t("portal.me") : row.team) },
    {
      key: "state",
      head: t("common.status"),
      cell: (row) => <Tag tone={row.state === "failed" ? "red" : "blue"}>{t(`catalogue.taskState.${row.state}`)}</Tag>,
    },
    {
      key: "due",
      head: t("catalogue.dueHead"),
      cell: (row) =>
        row.dueAt && (
          <Tag tone={Date.parse(row.dueAt) < now ? "red" : "grey"}>
            <When at={row.dueAt} />
          </Tag>
        ),
    },
  ];
  return (
    <Page title={t("shell.nav.tasks")}>
      <Panel flush>
        <Query of={tasks}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty
                icon={<IconChecklist size={28} stroke={1.5} />}
                title={t("catalogue.noTasks")}
                hint={t("catalogue.noTasksHint")}
              />
            ) : (
              <Table label={t("shell.nav.tasks")} columns={columns} rows={rows} rowKey={(row) => row.id} />
            )
          }
        </Query>
      </Panel>
    </Page>
  );
}
