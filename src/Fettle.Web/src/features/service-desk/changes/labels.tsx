import { useTranslation } from "react-i18next";
import type { ChangeKind, ChangeState, RiskLevel } from "~/api/shapes";
import { Tag, type Tone } from "~/ui/Tag";

const states: Record<ChangeState, Tone> = {
  draft: "grey",
  waitingForApproval: "amber",
  scheduled: "blue",
  inProgress: "accent",
  review: "violet",
  closed: "green",
  failed: "red",
  backedOut: "red",
  cancelled: "grey",
};

export function StateTag({ state }: { state: ChangeState }) {
  const { t } = useTranslation();
  return <Tag tone={states[state]}>{t(`changes.state.${state}`)}</Tag>;
}

const risks: Record<RiskLevel, Tone> = { low: "green", medium: "amber", high: "red" };

export function RiskTag({ risk, score, most }: { risk: RiskLevel; score?: number; most?: number }) {
  const { t } = useTranslation();
  return (
    <Tag tone={risks[risk]}>
      {t(`changes.risk.${risk}`)}
      {score !== undefined && ` · ${score}/${most}`}
    </Tag>
  );
}

export function KindTag({ kind }: { kind: ChangeKind }) {
  const { t } = useTranslation();
  return <Tag tone={kind === "emergency" ? "red" : "grey"}>{t(`changes.kind.${kind}`)}</Tag>;
}
