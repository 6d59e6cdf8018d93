import { Alert, Button, Checkbox } from "@mantine/core";
import { IconEye, IconPlayerPlay } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Remedy } from "~/api/shapes";
import { may, useMe } from "~/app/session";
import { JobProgress } from "~/features/automation/JobProgress";
import { Command } from "~/ui/Command";
import { Query } from "~/ui/Query";
import classes from "./Diagnosis.module.css";
import { RiskTag } from "./labels";
import { previewQuery, type RemedyChoice, useApplyRemedy } from "./queries";

interface Props {
  remedy: Remedy;
  choice: RemedyChoice;
  ticketNumber?: number;
}

/** One press shows exactly what would run; a second one approves and runs it, with its output live. */
export function RemedyCard({ remedy, choice, ticketNumber }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const [opened, setOpened] = useState(false);
  const apply = useApplyRemedy(ticketNumber);
  return (
    <div className={classes.remedy}>
      <div className={classes.remedyHead}>
        <RiskTag risk={remedy.risk} />
        <span className={classes.remedyTitle}>{remedy.title}</span>
        <Button
          size="xs"
          variant={opened ? "default" : "light"}
          leftSection={<IconEye size={15} />}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {t("diagnosis.preview")}
        </Button>
      </div>
      {opened && (
        <div className={classes.remedyBody}>
          {apply.data ? (
            <JobProgress id={apply.data.jobId} />
          ) : (
            <Preview
              choice={choice}
              canRun={may(me, "runRemedies")}
              running={apply.isPending}
              onRun={() => apply.mutate(choice)}
            />
          )}
        </div>
      )}
    </div>
  );
}

interface PreviewProps {
  choice: RemedyChoice;
  canRun: boolean;
  running: boolean;
  onRun: () => void;
}

function Preview({ choice, canRun, running, onRun }: PreviewProps) {
  const { t } = useTranslation();
  const preview = useQuery(previewQuery(choice));
  const [sure, setSure] = useState(false);
  return (
    <Query of={preview} rows={2}>
      {({ commands, undo, risk, needsApproval, mayApprove, deviceOnline }) => {
        const waits = needsApproval && !mayApprove;
        return (
          <>
            <div>
              <h4 className={classes.subhead}>{t("diagnosis.willRun")}</h4>
              <Command lines={commands} label={t("diagnosis.willRun")} />
            </div>
            <div>
              <h4 className={classes.subhead}>{t("diagnosis.undo")}</h4>
              {undo.length > 0 ? (
                <Command lines={undo} label={t("diagnosis.undo")} />
              ) : (
                <p className="f-dim">{t("diagnosis.noUndo")}</p>
              )}
            </div>
            {!deviceOnline && <Alert color="yellow">{t("diagnosis.deviceOff")}</Alert>}
            {risk === "dangerous" && (
              <Checkbox
                label={t("diagnosis.sure")}
                checked={sure}
                onChange={(event) => setSure(event.currentTarget.checked)}
              />
            )}
            <div className={classes.approve}>
              <Button
                size="xs"
                leftSection={<IconPlayerPlay size={15} />}
                color={risk === "dangerous" ? "red" : undefined}
                loading={running}
                disabled={!canRun || (risk === "dangerous" && !sure)}
                onClick={onRun}
              >
                {t(waits ? "diagnosis.ask" : "diagnosis.run")}
              </Button>
              {waits && <span className="f-dim">{t("diagnosis.needsApproval")}</span>}
            </div>
          </>
        );
      }}
    </Query>
  );
}
