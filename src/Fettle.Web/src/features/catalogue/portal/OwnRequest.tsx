import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import portal from "~/features/portal/Portal.module.css";
import { When } from "~/ui/When";
import classes from "../Catalogue.module.css";
import { Facts } from "../Facts";
import type { OwnRequest as Request } from "../queries";

interface Step {
  text: string;
  state: "done" | "now" | "ahead" | "no";
  at?: string | null;
}

/** How far a request from the catalogue is: sent, decided by whom, worked on, done. */
export function OwnRequest({ request, solved }: { request: Request; solved: boolean }) {
  const { t } = useTranslation();
  const working = request.state === "working" && !solved;
  const steps: Step[] = [
    { text: t("catalogue.step.sent"), state: "done" },
    ...request.decisions.map(({ name, state, by, at }): Step => {
      const people = by.join(", ");
      return state === "granted"
        ? { text: t("catalogue.step.granted", { name, people }), state: "done", at }
        : state === "refused"
          ? { text: t("catalogue.step.refused", { name, people }), state: "no", at }
          : state === "open"
            ? { text: t("catalogue.step.open", { name, people: people || t("catalogue.somebody") }), state: "now" }
            : { text: t("catalogue.step.ahead", { name }), state: "ahead" };
    }),
    ...(request.state === "refused" || request.state === "withdrawn"
      ? []
      : ([
          {
            text:
              request.tasks > 0
                ? t("catalogue.step.tasks", { done: request.tasksDone, count: request.tasks })
                : t("catalogue.step.working"),
            state: request.state === "done" || solved ? "done" : working ? "now" : "ahead",
          },
          { text: t("catalogue.step.done"), state: solved ? "done" : request.state === "done" ? "now" : "ahead" },
        ] as Step[])),
  ];
  return (
    <>
      <section className={portal.paper} aria-label={t("portal.progress")}>
        <ol className={portal.steps}>
          {steps.map((step) => (
            <li
              key={step.text}
              className={portal.step}
              data-done={step.state === "done" || step.state === "no" || undefined}
              data-now={step.state === "now" || undefined}
              aria-current={step.state === "now" ? "step" : undefined}
            >
              <span className={portal.dot} aria-hidden>
                {step.state === "done" && <IconCheck size={16} stroke={2.4} />}
                {step.state === "no" && <IconX size={16} stroke={2.4} />}
              </span>
              <span>{step.text}</span>
              {step.at && <When at={step.at} />}
            </li>
          ))}
        </ol>
      </section>
      <section className={classes.question}>
        <h2 className={portal.heading}>{t("catalogue.youAsked", { service: request.name })}</h2>
        <Facts answers={request.answers} cost={request.cost} currency={request.currency} />
        {request.expectedDays != null && working && (
          <p className={classes.meta}>{t("catalogue.expected", { count: request.expectedDays })}</p>
        )}
      </section>
    </>
  );
}
