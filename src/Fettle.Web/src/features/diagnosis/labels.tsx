import { useTranslation } from "react-i18next";
import type { Risk, Severity } from "~/api/shapes";
import { Tag, type Tone } from "~/ui/Tag";

const severities: Record<Severity, Tone> = { critical: "red", warning: "amber", info: "blue" };
const risks: Record<Risk, Tone> = { safe: "green", careful: "amber", dangerous: "red" };

export function SeverityTag({ severity }: { severity: Severity }) {
  const { t } = useTranslation();
  return <Tag tone={severities[severity]}>{t(`diagnosis.severity.${severity}`)}</Tag>;
}

export function RiskTag({ risk }: { risk: Risk }) {
  const { t } = useTranslation();
  return (
    <Tag tone={risks[risk]} title={t(`diagnosis.riskHint.${risk}`)}>
      {t(`diagnosis.risk.${risk}`)}
    </Tag>
  );
}
