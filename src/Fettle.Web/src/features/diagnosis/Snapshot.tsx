import { useTranslation } from "react-i18next";
import classes from "./Diagnosis.module.css";

/** The device as it was at that moment. */
export function Snapshot({ snapshot }: { snapshot: Record<string, unknown> }) {
  const { t } = useTranslation();
  const readings = Object.entries(snapshot).filter(([, value]) => value !== null && typeof value !== "object");
  if (readings.length === 0) return null;
  return (
    <dl className={classes.snapshot} aria-label={t("diagnosis.snapshot")}>
      {readings.map(([name, value]) => (
        <div key={name} className={classes.reading}>
          <dt>{name}</dt>
          <dd className="f-num">{String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
