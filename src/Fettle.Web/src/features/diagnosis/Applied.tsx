import { IconRosetteDiscountCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AppliedRemedy, Evidence } from "~/api/shapes";
import { JobProgress } from "~/features/automation/JobProgress";
import { JobStatusTag } from "~/features/automation/labels";
import { Tag } from "~/ui/Tag";
import classes from "./Diagnosis.module.css";

/** A remedy that was run: its job, and what the probes said before it and after it. */
export function Applied({ remedy }: { remedy: AppliedRemedy }) {
  const { t } = useTranslation();
  const ended = remedy.verified !== null;
  const [output, setOutput] = useState(!ended);
  return (
    <section className={classes.applied} aria-label={remedy.title}>
      <div className={classes.appliedHead}>
        <span>{remedy.title}</span>
        {ended ? (
          <Tag tone={remedy.verified ? "green" : "red"}>
            {remedy.verified && <IconRosetteDiscountCheck size={14} aria-hidden />}
            {t(remedy.verified ? "diagnosis.verified" : "diagnosis.notVerified")}
          </Tag>
        ) : (
          <JobStatusTag status={remedy.status} />
        )}
      </div>
      {(remedy.before.length > 0 || remedy.after.length > 0) && (
        <div className={classes.compare}>
          <Side title={t("diagnosis.before")} evidence={remedy.before} />
          <Side title={t("diagnosis.after")} evidence={remedy.after} good={remedy.verified === true} />
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
        {evidence.length === 0 && <li className="f-dim">{t("diagnosis.nothing")}</li>}
      </ul>
    </div>
  );
}
