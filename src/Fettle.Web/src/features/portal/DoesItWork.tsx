import { Button, Textarea } from "@mantine/core";
import { IconMoodSad, IconMoodSmile } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OwnTicket } from "~/api/shapes";
import classes from "./Portal.module.css";
import { useSolved } from "./queries";

/** The one question that the machine cannot answer for somebody. */
export function DoesItWork({ request }: { request: OwnTicket }) {
  const { t } = useTranslation();
  const answer = useSolved(request.number);
  const [unhappy, setUnhappy] = useState(false);
  const [comment, setComment] = useState("");
  const solved = request.status === "resolved" || request.status === "verified";
  return (
    <section className={classes.ask} aria-label={t("portal.works")}>
      <h2 className={classes.heading}>{t(solved ? "portal.works" : "portal.worksAlready")}</h2>
      {unhappy && (
        <Textarea
          autosize
          autoFocus
          minRows={2}
          label={t("portal.whatNot")}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      )}
      <div className={classes.buttons}>
        {!unhappy && (
          <Button
            size="md"
            leftSection={<IconMoodSmile size={20} />}
            loading={answer.isPending}
            onClick={() => answer.mutate({ solved: true })}
          >
            {t("portal.yesWorks")}
          </Button>
        )}
        <Button
          size="md"
          variant="default"
          leftSection={<IconMoodSad size={20} />}
          loading={answer.isPending}
          onClick={() => {
            if (!unhappy) return setUnhappy(true);
            answer.mutate({ solved: false, comment: comment.trim() || null }, { onSuccess: () => setUnhappy(false) });
          }}
        >
          {t(unhappy ? "portal.tellThem" : "portal.noWorks")}
        </Button>
      </div>
    </section>
  );
}
