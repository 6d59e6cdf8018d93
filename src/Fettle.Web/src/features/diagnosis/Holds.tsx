import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Hold, HoldStatus } from "~/api/shapes";
import { When } from "~/ui/When";
import classes from "./Diagnosis.module.css";

const icons: Record<HoldStatus, typeof IconClock> = {
  waiting: IconClock,
  running: IconClock,
  passed: IconCircleCheck,
  returned: IconAlertTriangle,
  unclear: IconCircleMinus,
  cancelled: IconCircleMinus,
};

/** The later looks, after an hour, a day and a week: is the fault still gone? */
export function Holds({ holds }: { holds: Hold[] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.holds} aria-label={t("diagnosis.holds")}>
      {holds.map((hold) => {
        const Icon = icons[hold.status];
        return (
          <li key={hold.id} className={classes.hold} data-status={hold.status} title={hold.result ?? undefined}>
            <Icon size={17} stroke={1.8} aria-hidden />
            <span>{t(`diagnosis.hold.${hold.status}`)}</span>
            <span className={classes.holdAt}>
              <When at={hold.dueAt} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
