import { Select } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { JobStatus } from "~/api/shapes";
import { jobStatuses } from "~/app/search/lists";
import { Page } from "~/ui/Page";
import { JobList } from "./JobList";
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
      <JobList of={jobs} />
    </Page>
  );
}
