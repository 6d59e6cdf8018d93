import { Button } from "@mantine/core";
import { IconWand } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./Composer.module.css";

/** The answer that the system wrote from what was found and done; a person reads it before it goes. */
export function DraftedReply(props: { body: string; why: string | null; onUse: (body: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.drafted}>
      <div className={classes.draftedHead}>
        <IconWand size={16} aria-hidden />
        {t("tickets.drafted")}
      </div>
      {props.why && <span className={classes.hint}>{props.why}</span>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <p className={classes.draftedBody} tabIndex={0}>
        {props.body}
      </p>
      <div>
        <Button size="xs" variant="default" onClick={() => props.onUse(props.body)}>
          {t("tickets.useDraft")}
        </Button>
      </div>
    </div>
  );
}
