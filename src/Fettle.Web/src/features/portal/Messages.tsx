import { IconPointFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { OwnEntry } from "~/api/shapes";
import { Html } from "~/ui/Html";
import { span } from "~/ui/time";
import { When } from "~/ui/When";
import { MailOfEntry } from "../service-desk/mail/MailOfEntry";
import { AttachmentList } from "../service-desk/ticket/AttachmentList";
import classes from "./Portal.module.css";

/** What was written by either side, and between it, in small, what happened. */
export function Messages({ entries }: { entries: OwnEntry[] }) {
  const { t, i18n } = useTranslation();
  const words = ({ word, after }: OwnEntry) =>
    word && t(`portal.says.${word}`, { after: span(after ?? "", i18n.language) });
  return (
    <ol className={classes.messages}>
      {entries.map((entry) =>
        entry.html === null ? (
          entry.word && (
            <li key={entry.id} className={classes.happened}>
              <IconPointFilled size={12} aria-hidden />
              <span>
                {words(entry)}
                {entry.attachments.length > 0 && <AttachmentList attachments={entry.attachments} />}
              </span>
              <When at={entry.at} />
            </li>
          )
        ) : (
          <li key={entry.id} className={classes.message} data-mine={entry.mine || undefined}>
            <div className={classes.by}>
              <strong>{entry.mine ? t("portal.me") : entry.author}</strong>
              <When at={entry.at} />
            </div>
            {entry.word && <p className={classes.says}>{words(entry)}</p>}
            <Html html={entry.html} />
            {entry.attachments.length > 0 && <AttachmentList attachments={entry.attachments} />}
            {entry.mail && <MailOfEntry mail={entry.mail} />}
          </li>
        ),
      )}
    </ol>
  );
}
