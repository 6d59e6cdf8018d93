import { Alert, Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { messageOf } from "~/api/problem";
import { toMinute } from "~/ui/time";
import classes from "../Catalogue.module.css";
import { Facts } from "../Facts";
import type { Decision, Question } from "../queries";

interface Props {
  question: Question;
  deciding: boolean;
  error: unknown;
  onDecide: (decision: Decision) => void;
}

/** What is asked for, by whom and what it costs; then yes, or no and why. */
export function Decide({ question, deciding, error, onDecide }: Props) {
  const { t, i18n } = useTranslation();
  const [refusing, setRefusing] = useState(false);
  const [why, setWhy] = useState("");
  return (
    <article className={classes.question}>
      <h2>
        {t("catalogue.wants", { name: question.requester ?? t("catalogue.somebody"), service: question.service })}
      </h2>
      <p className={classes.meta}>
        <span>{question.name}</span>
        <span>#{question.number}</span>
        {question.inPlaceOf && <span>{t("catalogue.inPlaceOf", { name: question.inPlaceOf })}</span>}
        {question.mayAnswer && question.dueAt && (
          <span>{t("catalogue.until", { at: toMinute(question.dueAt, i18n.language) })}</span>
        )}
      </p>
      {question.mayAnswer ? (
        <Facts answers={question.answers} cost={question.cost} currency={question.currency} />
      ) : (
        <details>
          <summary>{t("catalogue.whatWasAsked")}</summary>
          <Facts answers={question.answers} cost={question.cost} currency={question.currency} />
        </details>
      )}
      {question.others.length > 0 && (
        <ul className={classes.said}>
          {question.others.map((one) => (
            <li key={one.name}>
              <strong>{one.name}</strong>: {t(one.yes ? "catalogue.saidYes" : "catalogue.saidNo")}
              {one.because && ` – ${one.because}`}
            </li>
          ))}
        </ul>
      )}
      {error != null && (
        <Alert color="red" role="alert">
          {messageOf(error)}
        </Alert>
      )}
      {!question.mayAnswer ? (
        <p className={classes.meta}>
          {question.answer === null
            ? t("catalogue.decided")
            : t(question.answer ? "catalogue.youSaidYes" : "catalogue.youSaidNo")}
          {question.because && ` “${question.because}”`}
        </p>
      ) : refusing ? (
        <>
          <Textarea
            autoFocus
            autosize
            minRows={2}
            maxLength={2000}
            label={t("catalogue.whyNot")}
            description={t("catalogue.whyNotHint", { name: question.requester ?? t("catalogue.somebody") })}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <div className={classes.decide}>
            <Button variant="default" size="md" onClick={() => setRefusing(false)}>
              {t("common.cancel")}
            </Button>
            <Button
              color="red"
              size="md"
              loading={deciding}
              disabled={!why.trim()}
              onClick={() => onDecide({ yes: false, because: why.trim() })}
            >
              {t("catalogue.refuse")}
            </Button>
          </div>
        </>
      ) : (
        <div className={classes.decide}>
          <Button variant="default" size="md" onClick={() => setRefusing(true)}>
            {t("catalogue.no")}
          </Button>
          <Button size="md" loading={deciding} onClick={() => onDecide({ yes: true, because: null })}>
            {t("catalogue.yesApprove")}
          </Button>
        </div>
      )}
    </article>
  );
}
