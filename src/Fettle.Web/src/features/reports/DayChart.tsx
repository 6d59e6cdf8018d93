import { useTranslation } from "react-i18next";
import type { DeskReport } from "~/api/shapes";
import { dateOnly } from "~/ui/time";
import classes from "./Reports.module.css";

const height = 140;

/** Opened and solved, side by side for each day; the numbers are in each day's title. */
export function DayChart({ days }: { days: DeskReport["days"] }) {
  const { t, i18n } = useTranslation();
  const most = Math.max(1, ...days.flatMap((day) => [day.opened, day.solved]));
  const bar = (count: number) => (count / most) * height;
  return (
    <figure className={classes.chart}>
      <svg
        viewBox={`0 0 ${days.length * 12} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t("reports.perDay")}
      >
        {days.map((day, i) => {
          const says = t("reports.onDay", {
            day: dateOnly(day.on, i18n.language),
            opened: day.opened,
            solved: day.solved,
          });
          return (
            <g key={day.on}>
              <title>{says}</title>
              <rect className={classes.ground} x={i * 12} width={12} height={height} />
              <rect
                className={classes.opened}
                x={i * 12 + 1.5}
                y={height - bar(day.opened)}
                width={4}
                height={bar(day.opened)}
              />
              <rect
                className={classes.solved}
                x={i * 12 + 6.5}
                y={height - bar(day.solved)}
                width={4}
                height={bar(day.solved)}
              />
            </g>
          );
        })}
      </svg>
      <figcaption className={classes.legend}>
        <span>{dateOnly(days[0]?.on ?? "", i18n.language)}</span>
        <span className={classes.key} data-of="opened">
          {t("reports.opened")}
        </span>
        <span className={classes.key} data-of="solved">
          {t("reports.solved")}
        </span>
        <span>{t("reports.most", { count: most })}</span>
        <span>{dateOnly(days.at(-1)?.on ?? "", i18n.language)}</span>
      </figcaption>
    </figure>
  );
}
