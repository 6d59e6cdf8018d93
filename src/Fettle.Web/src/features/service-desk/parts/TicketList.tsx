import { Link } from "@tanstack/react-router";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import type { TicketRow } from "~/api/shapes";
import { List } from "~/ui/List";
import { When } from "~/ui/When";
import { PriorityTag, StatusTag } from "./labels";

type Row = Pick<TicketRow, "number" | "priority" | "subject" | "status" | "updatedAt">;

/** Some tickets on a page about something else: a device, a person, what causes them. */
export function TicketList(props: Omit<ComponentProps<typeof List<Row>>, "columns" | "rowKey">) {
  const { t } = useTranslation();
  return (
    <List
      {...props}
      rowKey={(row) => row.number}
      columns={[
        { key: "priority", head: t("tickets.fields.prio"), cell: (row) => <PriorityTag priority={row.priority} /> },
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
  );
}
