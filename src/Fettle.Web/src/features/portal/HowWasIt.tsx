import { Button, Textarea, UnstyledButton } from "@mantine/core";
import { IconMoodCry, IconMoodEmpty, IconMoodHappy, IconMoodSad, IconMoodSmile } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OwnTicket } from "~/api/shapes";
import classes from "./HowWasIt.module.css";
import portal from "./Portal.module.css";
import { useRate } from "./queries";

const faces = [
  { score: 1, Face: IconMoodCry },
  { score: 2, Face: IconMoodSad },
  { score: 3, Face: IconMoodEmpty },
  { score: 4, Face: IconMoodSmile },
  { score: 5, Face: IconMoodHappy },
] as const;

/** One press says how it went; a word may follow. */
export function HowWasIt({ request }: { request: OwnTicket }) {
  const { t } = useTranslation();
  const rate = useRate(request.number);
  const score = rate.variables?.score ?? request.rating?.score ?? 0;
  const said = request.rating?.comment ?? "";
  const [comment, setComment] = useState(said);
  return (
    <section className={portal.ask} aria-label={t("portal.rate.ask")}>
      <h2 className={portal.heading}>{t(score ? "portal.thanks" : "portal.rate.ask")}</h2>
      <div className={classes.faces} role="group" aria-label={t("portal.rate.ask")}>
        {faces.map(({ score: value, Face }) => (
          <UnstyledButton
            key={value}
            className={classes.face}
            aria-pressed={score === value}
            onClick={() => rate.mutate({ score: value, comment: said || null })}
          >
            <Face size={34} stroke={1.6} aria-hidden />
            <span>{t(`portal.rate.${value}`)}</span>
          </UnstyledButton>
        ))}
      </div>
      {score > 0 && (
        <>
          <Textarea
            autosize
            minRows={2}
            maxLength={4000}
            label={t(score < 3 ? "portal.rate.whatWentWrong" : "portal.rate.anyWord")}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <div className={portal.buttons}>
            <Button
              variant={comment.trim() === said ? "default" : "filled"}
              disabled={comment.trim() === said}
              loading={rate.isPending}
              onClick={() => rate.mutate({ score, comment: comment.trim() || null })}
            >
              {t("portal.send")}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
