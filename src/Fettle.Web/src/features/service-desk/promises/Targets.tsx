import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Panel } from "~/ui/Page";
import { Tag, type Tone } from "~/ui/Tag";
import { exact } from "~/ui/time";
import { CallOnCall } from "./CallOnCall";
import classes from "./Promises.module.css";
import { type Target, targetsQuery } from "./queries";
import { duration } from "./words";

const tones: Record<Target["state"], Tone> = { running: "blue", paused: "grey", met: "green", breached: "red" };

/** What is promised about a ticket: each target with how much is left, when it is due, and why it stands still. */
export function Targets({ number }: { number: number }) {
  const { t } = useTranslation();
  const targets = useQuery(targetsQuery(number));
  const rows = targets.data ?? [];
  return (
    <Panel title={t("promises.title")} actions={<CallOnCall number={number} />}>
      {rows.length === 0 ? (
        <p className={classes.nothing}>{t("promises.nothing")}</p>
      ) : (
        <ul className={classes.targets}>
          {rows.map((row) => (
            <OneTarget key={row.kind} target={row} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function OneTarget({ target }: { target: Target }) {
  const { t, i18n } = useTranslation();
  const used = Math.min(100, Math.max(0, 100 * (1 - target.remainingMinutes / target.goalMinutes)));
  const over = target.endedAt !== null;
  const left = duration(target.remainingMinutes, i18n.language);
  return (
    <li className={classes.target}>
      <div className={classes.targetHead}>
        <strong>{t(`promises.kind.${target.kind}`)}</strong>
        <Tag tone={tones[target.state]}>{t(`promises.state.${target.state}`)}</Tag>
      </div>
      {!over && (
        <div
          className={classes.bar}
          role="img"
          aria-label={t("promises.used", { percent: Math.round(used) })}
          data-state={target.state === "running" && used >= 75 ? "soon" : target.state}
        >
          <span style={{ width: `${used}%` }} />
        </div>
      )}
      <div className={classes.targetFoot}>
        <span>
          {over
            ? t(target.state === "met" ? "promises.kept" : "promises.late", { left })
            : t(target.remainingMinutes < 0 ? "promises.late" : "promises.left", { left })}{" "}
          {t("promises.of", { goal: duration(target.goalMinutes, i18n.language) })}
        </span>
        {target.pausedBy && !over ? (
          <span>{t(`promises.pausedBy.${target.pausedBy === "waitingForRequester" ? "requester" : "other"}`)}</span>
        ) : (
          target.dueAt && <span>{t("promises.dueAt", { at: exact(target.dueAt, i18n.language) })}</span>
        )}
      </div>
      {target.missed > 0 && <div className={classes.missed}>{t("promises.missed", { count: target.missed })}</div>}
    </li>
  );
}
