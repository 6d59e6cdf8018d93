import { IconRosetteDiscountCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AppliedRemedy, Evidence } from "~/api/shapes";
import { JobProgress } from "~/features/automation/JobProgress";
import { jobQuery } from "~/features/automation/queries";
import { Tag, type Tone } from "~/ui/Tag";
import classes from "./Diagnosis.module.css";
import { fixReportOf } from "./fixReport";

const tones: Record<AppliedRemedy["status"], Tone> = {
  waitingForApproval: "violet",
  underway: "accent",
  verified: "green",
  notVerified: "red",
  failed: "red",
};

/** A remedy that was run: its job, and what the probes said before it and after it. */
export function Applied({ remedy }: { remedy: AppliedRemedy }) {
  const { t } = useTranslation();
  const under = remedy.status === "underway" || remedy.status === "waitingForApproval";
  const [output, setOutput] = useState(under);
  const job = useQuery(jobQuery(remedy.jobId));
  const report = fixReportOf(job.data?.result);
  return (
    <section className={classes.applied} aria-label={remedy.title}>
      <div className={classes.appliedHead}>
        <span>{remedy.title}</span>
        <Tag tone={tones[remedy.status]}>
          {remedy.status === "verified" && <IconRosetteDiscountCheck size={14} aria-hidden />}
          {t(`diagnosis.remedyStatus.${remedy.status}`)}
        </Tag>
      </div>
      {remedy.failure && <span className="f-dim">{remedy.failure}</span>}
      {report && (
        <div className={classes.compare}>
          <Side title={t("diagnosis.before")} evidence={report.before} />
          <Side title={t("diagnosis.after")} evidence={report.after} good={remedy.status === "verified"} />
        </div>
      )}
      {output ? (
        <JobProgress id={remedy.jobId} />
      ) : (
        <div>
          <button type="button" className={classes.linkButton} onClick={() => setOutput(true)}>
            {t("diagnosis.showOutput")}
          </button>
        </div>
      )}
    </section>
  );
}

function Side({ title, evidence, good }: { title: string; evidence: Evidence[]; good?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={classes.side} data-good={good || undefined}>
      <h3 className={classes.subhead}>{title}</h3>
      <ul>
        {evidence.map((item) => (
          <li key={`${item.probe}-${item.says}`}>{item.says}</li>
        ))}
        {evidence.length === 0 && <li>{t("diagnosis.nothing")}</li>}
      </ul>
    </div>
  );
}
