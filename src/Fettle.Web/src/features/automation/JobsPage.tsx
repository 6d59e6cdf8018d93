import { Select } from "@mantine/core";
import { IconTerminal2 } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { JobStatus } from "~/api/shapes";
import { jobStatuses } from "~/app/search/lists";
import { List } from "~/ui/List";
import { Page } from "~/ui/Page";
import { When } from "~/ui/When";
import { JobStatusTag } from "./labels";
import { jobsQuery } from "./queries";
import { RunScript } from "./RunScript";

const route = getRouteApi("/signed-in/console/jobs");

/** Everything that was, is and will be done on devices. */
export function JobsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = useNavigate();
  const jobs = useInfiniteQuery(jobsQuery(search));
  return (
    <Page
      title={t("shell.nav.jobs")}
      wide
      actions={
        <>
          <Select
            size="sm"
            clearable
            aria-label={t("common.status")}
            placeholder={t("common.status")}
            data={jobStatuses.map((value) => ({ value, label: t(`automation.status.${value}`) }))}
            value={search.status ?? null}
            onChange={(status) =>
              void navigate({ to: "/jobs", search: { ...search, status: (status as JobStatus) ?? undefined } })
            }
          />
          <RunScript />
        </>
      }
    >
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
          {
            key: "device",
            head: t("tickets.fields.device"),
            cell: (row) => (
              <Link to="/devices/$id" params={{ id: String(row.deviceId) }}>
                {row.deviceName}
              </Link>
            ),
          },
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
    </Page>
  );
}
