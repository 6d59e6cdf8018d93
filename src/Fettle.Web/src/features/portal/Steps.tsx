import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PortalStep } from "~/api/shapes";
import { When } from "~/ui/When";
import classes from "./Portal.module.css";

/** How far it is, in words anybody understands; the first step that is not done is the one under way. */
export function Steps({ steps }: { steps: PortalStep[] }) {
  const { t } = useTranslation();
  const now = steps.findIndex((step) => !step.done);
  return (
    <ol className={classes.steps}>
      {steps.map((step, index) => (
        <li
          key={step.key}
          className={classes.step}
          data-done={step.done || undefined}
          data-now={index === now || undefined}
          aria-current={index === now ? "step" : undefined}
        >
          <span className={classes.dot}>{step.done && <IconCheck size={16} stroke={3} aria-hidden />}</span>
          <span>{t(`portal.step.${step.key}`)}</span>
          {step.at && (
            <span className={classes.hint}>
              <When at={step.at} />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
