import { IconTerminal2 } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import type { Job } from "~/api/shapes";
import { List } from "~/ui/List";
import type { Column } from "~/ui/Table";
import { When } from "~/ui/When";
import { JobStatusTag } from "./labels";

type Row = Pick<Job, "id" | "title" | "status" | "deviceId" | "deviceName" | "requestedByName" | "createdAt">;

/** What was, is and will be done; `ofOne` device, whose name need not be told. */
export function JobList({ of: jobs, ofOne }: { of: ComponentProps<typeof List<Row>>["of"]; ofOne?: boolean }) {
  const { t } = useTranslation();
  const device: Column<Row> = {
    key: "device",
    head: t("tickets.fields.device"),
    cell: (row) => (
      <Link to="/devices/$id" params={{ id: String(row.deviceId) }}>
        {row.deviceName}
      </Link>
    ),
  };
  return (
    <List
      of={jobs}
      label={t("shell.nav.jobs")}
      empty={{
        icon: <IconTerminal2 size={28} stroke={1.5} />,
        title: t("automation.empty"),
        hint: t("automation.emptyHint"),
      }}
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
        ...(ofOne ? [] : [device]),
        {
          key: "by",
          head: t("automation.by"),
          wide: true,
          cell: (row) => row.requestedByName ?? t("common.system"),
        },
        {
          key: "created",
          head: t("common.created"),
          wide: true,
          align: "end",
          cell: (row) => <When at={row.createdAt} />,
        },
      ]}
    />
  );
}
