import { useTranslation } from "react-i18next";
import type { JobStatus } from "~/api/shapes";
import { Tag, type Tone } from "~/ui/Tag";

const tones: Record<JobStatus, Tone> = {
  waitingForApproval: "violet",
  queued: "blue",
  sent: "blue",
  running: "accent",
  succeeded: "green",
  failed: "red",
  timedOut: "red",
  refused: "red",
  interrupted: "amber",
  cancelled: "grey",
  expired: "grey",
};

export function JobStatusTag({ status }: { status: JobStatus }) {
  const { t } = useTranslation();
  return <Tag tone={tones[status]}>{t(`automation.status.${status}`)}</Tag>;
}
