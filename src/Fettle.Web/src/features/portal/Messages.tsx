import { useTranslation } from "react-i18next";
import type { TimelineEntry } from "~/api/shapes";
import { Html } from "~/ui/Html";
import { When } from "~/ui/When";
import { AttachmentList } from "../service-desk/ticket/AttachmentList";
import classes from "./Portal.module.css";

/** What was written by either side. */
export function Messages({ entries, me }: { entries: TimelineEntry[]; me: number }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.messages}>
      {entries
        .filter((entry) => entry.text || entry.html)
        .map((entry) => {
          const mine = entry.author.id === me;
          return (
            <li key={entry.id} className={classes.message} data-mine={mine || undefined}>
              <div className={classes.by}>
                <strong>{mine ? t("portal.me") : entry.author.name}</strong>
                <When at={entry.at} />
              </div>
              {entry.html ? <Html html={entry.html} /> : entry.text}
              {entry.attachments.length > 0 && <AttachmentList attachments={entry.attachments} />}
            </li>
          );
        })}
    </ol>
  );
}
