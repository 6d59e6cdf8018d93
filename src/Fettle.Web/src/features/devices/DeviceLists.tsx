import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { List } from "~/ui/List";
import { When } from "~/ui/When";
import { JobList } from "../automation/JobList";
import { TicketList } from "../service-desk/parts/TicketList";
import { checkupsQuery, deviceJobsQuery, deviceTicketsQuery } from "./queries";

export function DeviceCheckups({ id }: { id: number }) {
  const { t } = useTranslation();
  const checkups = useQuery(checkupsQuery(id));
  return (
    <List
      of={checkups}
      label={t("devices.tabs.checkups")}
      empty={{ title: t("diagnosis.none"), hint: t("diagnosis.noneHint") }}
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
  );
}

export function DeviceJobs({ id }: { id: number }) {
  const jobs = useQuery(deviceJobsQuery(id));
  return <JobList of={jobs} ofOne />;
}

export function DeviceTickets({ id }: { id: number }) {
  const { t } = useTranslation();
  const tickets = useQuery(deviceTicketsQuery(id));
  return (
    <TicketList
      of={tickets}
      label={t("devices.tabs.tickets")}
      empty={{ title: t("devices.noTickets"), hint: t("devices.noTicketsHint") }}
    />
  );
}
