import { Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { RiskTag } from "./labels";
import { risksQuery } from "./queries";

/** The risk questions with their points, and what the answers add up to. */
export function Risks(props: { answers: string[]; error?: string; onChange: (answers: string[]) => void }) {
  const { t } = useTranslation();
  const risks = useQuery(risksQuery);
  if (!risks.data) return null;
  const { questions, medium, high, most } = risks.data;
  const score = questions
    .flatMap((question) => question.answers)
    .filter((answer) => props.answers.includes(answer.id))
    .reduce((sum, answer) => sum + answer.points, 0);
  return (
    <Stack gap="sm">
      {questions.map((question, index) => {
        const ids = question.answers.map((answer) => answer.id);
        return (
          <Select
            key={question.id}
            label={t(`changes.ask.${question.id as "reach"}`)}
            allowDeselect={false}
            data={question.answers.map((answer) => ({
              value: answer.id,
              label: `${t(`changes.answer.${answer.id.replace(".", "-") as "reach-team"}`)} · ${answer.points}`,
            }))}
            error={index === questions.length - 1 ? props.error : undefined}
            value={props.answers.find((answer) => ids.includes(answer)) ?? null}
            onChange={(answer) =>
              answer && props.onChange([...props.answers.filter((one) => !ids.includes(one)), answer])
            }
          />
        );
      })}
      <div>
        <RiskTag risk={score >= high ? "high" : score >= medium ? "medium" : "low"} score={score} most={most} />
      </div>
    </Stack>
  );
}
