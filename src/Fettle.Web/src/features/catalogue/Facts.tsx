import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Catalogue.module.css";
import { money } from "./form";
import type { ShownAnswer } from "./queries";

interface Props {
  answers: ShownAnswer[];
  cost?: number | null;
  currency: string;
}

/** What was answered, as people read it, and what it costs. */
export function Facts({ answers, cost, currency }: Props) {
  const { t, i18n } = useTranslation();
  const yesNo = ({ type, text }: ShownAnswer) =>
    type === "yesNo" ? t(text === "Yes" ? "catalogue.yes" : "catalogue.no") : text;
  const text = (answer: ShownAnswer) =>
    answer.type === "date" ? new Date(`${answer.text}T12:00`).toLocaleDateString(i18n.language) : yesNo(answer);
  return (
    <dl className={classes.facts}>
      {answers.map((answer) => (
        <Fragment key={answer.key}>
          <dt>{answer.label}</dt>
          <dd>{text(answer)}</dd>
        </Fragment>
      ))}
      {cost != null && (
        <>
          <dt>{t("catalogue.cost")}</dt>
          <dd>{money(cost, currency, i18n.language)}</dd>
        </>
      )}
    </dl>
  );
}
