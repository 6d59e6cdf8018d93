import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PortalStep } from "~/api/shapes";
import { When } from "~/ui/When";
import classes from "./Portal.module.css";

/** How far it is, in words anybody understands. */
export function Steps({ steps }: { steps: PortalStep[] }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.steps}>
      {steps.map(({ step, state, at }) => (
        <li
          key={step}
          className={classes.step}
          data-done={state === "done" || undefined}
          data-now={state === "now" || undefined}
          aria-current={state === "now" ? "step" : undefined}
        >
          <span className={classes.dot}>{state === "done" && <IconCheck size={16} stroke={3} aria-hidden />}</span>
          <span>{t(state === "now" ? `portal.stepNow.${step}` : `portal.step.${step}`)}</span>
          {at && (
            <span className={classes.hint}>
              <When at={at} />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
