import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Table } from "~/ui/Table";
import { When } from "~/ui/When";
import { JobStatusTag } from "../automation/labels";
import { PriorityTag, StatusTag } from "../service-desk/parts/labels";
import { checkupsQuery, deviceJobsQuery, deviceTicketsQuery } from "./queries";

export function DeviceCheckups({ id }: { id: number }) {
  const { t } = useTranslation();
  const checkups = useQuery(checkupsQuery(id));
  return (
    <Panel flush>
      <Query of={checkups}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("diagnosis.none")} hint={t("diagnosis.noneHint")} />
          ) : (
            <Table
              label={t("devices.tabs.checkups")}
              rows={items}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: "id",
                  head: t("devices.tabs.checkups"),
                  cell: (row) => (
                    <Link to="/checkups/$id" params={{ id: String(row.id) }}>
                      {row.found[0] ?? t("diagnosis.checkup", { id: row.id })}
                    </Link>
                  ),
                },
                { key: "status", head: t("common.status"), cell: (row) => t(`diagnosis.status.${row.status}`) },
                { key: "symptom", head: t("devices.symptom"), wide: true, cell: (row) => row.symptom },
                {
                  key: "at",
                  head: t("common.created"),
                  align: "end",
                  cell: (row) => <When at={row.requestedAt} />,
                },
              ]}
            />
          )
        }
      </Query>
    </Panel>
  );
}

export function DeviceJobs({ id }: { id: number }) {
  const { t } = useTranslation();
  const jobs = useQuery(deviceJobsQuery(id));
  return (
    <Panel flush>
      <Query of={jobs}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("automation.empty")} hint={t("automation.emptyHint")} />
          ) : (
            <Table
              label={t("shell.nav.jobs")}
              rows={items}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: "title",
                  head: t("automation.what"),
                  cell: (row) => (
                    <Link to="/jobs/$id" params={{ id: String(row.id) }}>
                      {row.title}
                    </Link>
                  ),
                },
                { key: "status", head: t("common.status"), cell: (row) => <JobStatusTag status={row.status} /> },
                { key: "at", head: t("common.created"), align: "end", cell: (row) => <When at={row.createdAt} /> },
              ]}
            />
          )
        }
      </Query>
    </Panel>
  );
}

export function DeviceTickets({ id }: { id: number }) {
  const { t } = useTranslation();
  const tickets = useQuery(deviceTicketsQuery(id));
  return (
    <Panel flush>
      <Query of={tickets}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("devices.noTickets")} hint={t("devices.noTicketsHint")} />
          ) : (
            <Table
              label={t("devices.tabs.tickets")}
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
                  key: "at",
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
  );
}
