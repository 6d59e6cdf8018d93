import { Button } from "@mantine/core";
import { IconPhotoOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { Query } from "~/ui/Query";
import classes from "./Mail.module.css";

/** A whole mail: its text with everything that the entry folds away, or a page as its sender meant it. */
export function WholeMail({ id, asSent }: { id: number; asSent: boolean }) {
  const { t } = useTranslation();
  const [images, load] = useState(false);
  const mail = useQuery({
    queryKey: ["mail", id],
    queryFn: ({ signal }) => read(api.GET("/api/mails/{id}", { params: { path: { id } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Query of={mail} rows={2}>
      {(whole) =>
        asSent ? (
          <div className={classes.frame}>
            {whole.hasRemoteImages && !images && (
              <p className={classes.images}>
                <IconPhotoOff size={16} aria-hidden />
                <span>{t("sending.imagesBlocked")}</span>
                <Button size="compact-xs" variant="default" onClick={() => load(true)}>
                  {t("sending.loadImages")}
                </Button>
              </p>
            )}
            {/* Neither scripts nor our origin: what a stranger wrote can do nothing in there. */}
            <iframe
              title={t("sending.frame", { subject: whole.subject })}
              sandbox="allow-popups allow-popups-to-escape-sandbox"
              referrerPolicy="no-referrer"
              src={`/api/mails/${id}/as-sent${images ? "?images=true" : ""}`}
            />
          </div>
        ) : (
          <pre className={classes.text}>{whole.text ?? t("sending.noText")}</pre>
        )
      }
    </Query>
  );
}
