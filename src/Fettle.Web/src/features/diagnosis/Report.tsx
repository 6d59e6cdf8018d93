import { IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Checkup } from "~/api/shapes";
import { Empty } from "~/ui/States";
import classes from "./Diagnosis.module.css";
import { FindingCard } from "./FindingCard";
import { Snapshot } from "./Snapshot";

/** What a check-up measured and what follows from it, the likeliest cause first. */
export function Report({ checkup, ticketNumber }: { checkup: Checkup; ticketNumber?: number }) {
  const { t, i18n } = useTranslation();
  const { findings, ruledOut, probes } = checkup;
  const took = probes.reduce((sum, probe) => sum + probe.durationMs, 0) / 1000;
  return (
    <>
      <Snapshot snapshot={checkup.snapshot} />
      {checkup.status === "done" && findings.length === 0 && (
        <Empty
          icon={<IconCircleCheck size={26} stroke={1.5} />}
          title={t("diagnosis.healthy")}
          hint={t("diagnosis.healthyHint")}
        />
      )}
      <ol className={classes.findings}>
        {findings.map((finding, rank) => (
          <FindingCard
            key={finding.cause}
            finding={finding}
            checkupId={checkup.id}
            ticketNumber={ticketNumber}
            open={rank === 0}
          />
        ))}
      </ol>
      {ruledOut.length > 0 && (
        <details className={classes.fold}>
          <summary>{t("diagnosis.ruledOut", { count: ruledOut.length })}</summary>
          <ul className={classes.foldList}>
            {ruledOut.map((cause) => (
              <li key={cause.cause}>
                <span className={classes.probe}>{cause.cause}</span>
                <span className={classes.why}>{cause.why}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {probes.length > 0 && (
        <details className={classes.fold}>
          <summary>
            {t("diagnosis.probes", {
              count: probes.length,
              seconds: took.toLocaleString(i18n.language, { maximumFractionDigits: 1 }),
            })}
          </summary>
          <ul className={classes.foldList}>
            {probes.map((probe) => (
              <li key={probe.name}>
                <span className={classes.probe}>{probe.name}</span>
                <span className="f-num f-dim">{Math.round(probe.durationMs).toLocaleString(i18n.language)} ms</span>
                <span className={classes.why}>
                  {probe.outcome !== "measured" && `${t(`diagnosis.outcome.${probe.outcome}`)}. `}
                  {probe.says}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
