import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Job } from "~/api/shapes";
import { Query } from "~/ui/Query";
import classes from "./JobProgress.module.css";
import { JobStatusTag } from "./labels";
import { isOver, jobQuery, useJobStep } from "./queries";
import { Terminal } from "./Terminal";
import { useOutput } from "./useOutput";

/** A job as it goes: its state, its output live, and what can be done about it. */
export function JobProgress({ id, link = true }: { id: number; link?: boolean }) {
  const job = useQuery(jobQuery(id));
  return (
    <Query of={job} rows={2}>
      {(data) => <Progress job={data} link={link} />}
    </Query>
  );
}

function Progress({ job, link }: { job: Job; link: boolean }) {
  const { t } = useTranslation();
  const over = isOver(job.status);
  const output = useOutput(job.id, over);
  const step = useJobStep(job.id);
  return (
    <div className={classes.progress}>
      <div className={classes.line} role="status">
        {link && (
          <Link to="/jobs/$id" params={{ id: String(job.id) }}>
            {t("automation.job", { id: job.id })}
          </Link>
        )}
        <JobStatusTag status={job.status} />
        {job.error && <span className="f-dim">{job.error}</span>}
        {!job.deviceOnline && !over && <span className="f-dim">{t("automation.deviceOff")}</span>}
        <span className={classes.steps}>
          {job.mayApprove && (
            <Button size="compact-sm" loading={step.isPending} onClick={() => step.mutate("approve")}>
              {t("automation.approve")}
            </Button>
          )}
          {job.mayCancel && (
            <Button size="compact-sm" variant="default" onClick={() => step.mutate("cancel")}>
              {t("common.cancel")}
            </Button>
          )}
          {job.mayRetry && (
            <Button size="compact-sm" variant="default" onClick={() => step.mutate("retry")}>
              {t("automation.retry")}
            </Button>
          )}
        </span>
      </div>
      <Terminal text={output} running={job.status === "running"} />
    </div>
  );
}
