import { IconChevronRight } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Evidence, Finding } from "~/api/shapes";
import classes from "./Diagnosis.module.css";
import { SeverityTag } from "./labels";
import { RemedyCard } from "./RemedyCard";

interface Props {
  finding: Finding;
  checkupId: number;
  ticketNumber?: number;
  open: boolean;
}

/** One likely cause: how sure, why, and what can be done. */
export function FindingCard({ finding, checkupId, ticketNumber, open }: Props) {
  const { t } = useTranslation();
  const [expanded, setExpanded] = useState(open);
  const body = useId();
  const remedies = finding.remedies ?? [];
  const percent = Math.round(finding.confidence * 100);
  return (
    <li className={classes.finding}>
      <button
        type="button"
        className={classes.findingHead}
        aria-expanded={expanded}
        aria-controls={body}
        onClick={() => setExpanded(!expanded)}
      >
        <IconChevronRight size={16} className={classes.chevron} aria-hidden />
        <span className={classes.findingTitle}>{finding.title}</span>
        <SeverityTag severity={finding.severity} />
        <span className={classes.confidence}>
          <span
            className={classes.track}
            role="meter"
            aria-label={t("diagnosis.confidence")}
            aria-valuenow={percent}
            aria-valuemin={0}
            aria-valuemax={100}
          >
            <span className={classes.fill} style={{ width: `${percent}%`, display: "block" }} />
          </span>
          <span className={classes.percent}>{percent} %</span>
        </span>
      </button>
      <div id={body} hidden={!expanded} className={expanded ? classes.body : undefined}>
        {expanded && (
          <>
            <p>{finding.explanation}</p>
            <EvidenceList evidence={finding.evidence} />
            {remedies.length > 0 && (
              <div>
                <h3 className={classes.subhead}>{t("diagnosis.remedies")}</h3>
                {remedies.map((remedy) => (
                  <RemedyCard
                    key={remedy.id}
                    remedy={remedy}
                    choice={{ checkUpId: checkupId, cause: finding.cause, remedyId: remedy.id }}
                    ticketNumber={ticketNumber}
                  />
                ))}
              </div>
            )}
            <span className={classes.probe}>{finding.cause}</span>
          </>
        )}
      </div>
    </li>
  );
}

/** What speaks for the cause (+) and against it (−), the strongest first. */
function EvidenceList({ evidence }: { evidence: Evidence[] }) {
  const { t } = useTranslation();
  const sorted = [...evidence].sort((a, b) => b.weight - a.weight);
  return (
    <ul className={classes.evidence} aria-label={t("diagnosis.evidence")}>
      {sorted.map((item) => {
        const against = item.weight < 0;
        return (
          <li key={`${item.probe}-${item.says}`}>
            <span
              className={classes.sign}
              data-against={against || undefined}
              role="img"
              aria-label={t(against ? "diagnosis.against" : "diagnosis.for")}
            >
              {against ? "−" : "+"}
            </span>
            <span>{item.says}</span>
            <span className={classes.probe}>{item.probe}</span>
          </li>
        );
      })}
    </ul>
  );
}
