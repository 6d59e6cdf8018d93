import { Alert, Button, Loader } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportRun } from "~/api/shapes";
import { may, useMe } from "~/app/session";
import { bytes } from "~/ui/bytes";
import { notifyProblem } from "~/ui/notify";
import { Tag, type Tone } from "~/ui/Tag";
import { useConfirm } from "~/ui/useConfirm";
import { When } from "~/ui/When";
import classes from "./Moving.module.css";
import { PreviewDialog } from "./PreviewDialog";
import { useDeleteImport, useStartImport, useStopImport } from "./queries";
import { Refusals } from "./Refusals";

const tones: Record<ImportRun["state"], Tone> = {
  draft: "grey",
  running: "blue",
  finished: "green",
  stopped: "amber",
  failed: "red",
};

/** One import: what it is about, how far it is, what came of it. */
export function ImportItem({ run }: { run: ImportRun }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const [previewing, preview] = useState(false);
  const [reading, readReport] = useState(false);
  const [question, ask] = useConfirm();
  const start = useStartImport(run.id);
  const stop = useStopImport(run.id);
  const remove = useDeleteImport(run.id);
  const running = run.state === "running";
  const organisation = me.organisations.find((one) => one.id === run.organisationId)?.name;
  return (
    <li>
      <div className={classes.about}>
        <strong>{t(`moving.sources.${run.source}`)}</strong>
        <Tag tone={tones[run.state]}>{t(`moving.state.${run.state}`)}</Tag>
        {running && !run.nextAt && <Loader size="xs" />}
        <span className="f-dim">
          {run.settings.address ??
            (run.fileName ? `${run.fileName} · ${bytes(run.fileSize ?? 0, i18n.language)}` : t("moving.noFile"))}
          {` · ${run.prefix}-…`}
          {me.organisations.length > 1 && organisation && ` · ${organisation}`}
        </span>
        {(run.finishedAt ?? run.startedAt ?? run.createdAt) && (
          <span className="f-dim">
            <When at={run.finishedAt ?? run.startedAt ?? run.createdAt} />
          </span>
        )}
      </div>
      {may(me, "administer") && (
        <div className={classes.do}>
          {running ? (
            <Button
              size="compact-sm"
              variant="default"
              loading={stop.isPending}
              onClick={() => stop.mutate(undefined, { onError: notifyProblem })}
            >
              {t("moving.stop")}
            </Button>
          ) : (
            <>
              <Button size="compact-sm" variant="default" onClick={() => preview(true)}>
                {t("moving.preview")}
              </Button>
              <Button
                size="compact-sm"
                loading={start.isPending}
                onClick={() => start.mutate(undefined, { onError: notifyProblem })}
              >
                {t(run.state === "draft" ? "moving.start" : run.state === "finished" ? "moving.again" : "moving.goOn")}
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                onClick={() =>
                  ask({
                    title: t("moving.delete"),
                    text: t("moving.deleteHint"),
                    action: t("moving.delete"),
                    run: () => remove.mutate(undefined, { onError: notifyProblem }),
                  })
                }
              >
                {t("common.remove")}
              </Button>
            </>
          )}
        </div>
      )}
      {run.trouble && (
        <Alert color={run.state === "failed" ? "red" : "yellow"} className={classes.said}>
          {run.trouble}{" "}
          {running && run.nextAt && (
            <>
              {t("moving.nextAt")} <When at={run.nextAt} />
            </>
          )}
        </Alert>
      )}
      {run.startedAt && <Counts run={run} onReport={run.counts.refused > 0 ? () => readReport(!reading) : null} />}
      {reading && <Refusals id={run.id} count={run.counts.refused} />}
      {previewing && <PreviewDialog run={run} onClose={() => preview(false)} />}
      {question}
    </li>
  );
}

function Counts({ run, onReport }: { run: ImportRun; onReport: (() => void) | null }) {
  const { t, i18n } = useTranslation();
  const n = (value: number) => value.toLocaleString(i18n.language);
  const { counts } = run;
  return (
    <dl className={classes.counts} aria-live="polite">
      {(["tickets", "people", "organisations"] as const)
        .filter((what) => what === "tickets" || counts[what].made + counts[what].updated + counts[what].leftAlone > 0)
        .map((what) => (
          <div key={what}>
            <dt>{t(`moving.${what}`)}</dt>
            <dd>
              {t("moving.tally", {
                made: n(counts[what].made),
                updated: n(counts[what].updated),
                left: n(counts[what].leftAlone),
              })}
            </dd>
          </div>
        ))}
      <div>
        <dt>{t("moving.messages")}</dt>
        <dd>{n(counts.messages)}</dd>
      </div>
      <div>
        <dt>{t("moving.files")}</dt>
        <dd>{n(counts.files)}</dd>
      </div>
      <div>
        <dt>{t("moving.links")}</dt>
        <dd>{n(counts.links)}</dd>
      </div>
      <div>
        <dt>{t("moving.refused")}</dt>
        <dd>
          {n(counts.refused)}{" "}
          {onReport && (
            <Button size="compact-xs" variant="subtle" onClick={onReport}>
              {t("moving.report")}
            </Button>
          )}
        </dd>
      </div>
    </dl>
  );
}
