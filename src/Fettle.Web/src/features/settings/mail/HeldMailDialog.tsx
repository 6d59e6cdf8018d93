import { Alert, Button, Group, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { HeldMail } from "~/api/shapes";
import { may, useMe } from "~/app/session";
import { notifyDone, notifyProblem } from "~/ui/notify";
import { Query } from "~/ui/Query";
import classes from "./HeldMail.module.css";
import { heldMailQuery, useDecide } from "./incoming";

/** A message of the quarantine as far as it can be read: understand it once more, or throw it away. */
export function HeldMailDialog({ mail, onClose }: { mail: HeldMail; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const read = useQuery(heldMailQuery(mail.id));
  const decide = useDecide(mail.id);
  const run = (what: "replay" | "discard") =>
    decide.mutate(what, {
      onSuccess: () => {
        notifyDone(t(what === "replay" ? "receiving.replayed" : "receiving.discarded"));
        onClose();
      },
      onError: notifyProblem,
    });
  return (
    <Modal opened onClose={onClose} size="xl" title={mail.subject ?? t("receiving.noSubject")}>
      <Alert color="yellow" mb="md" title={t(`receiving.reason.${mail.reason}`)}>
        {mail.why}
      </Alert>
      <Query of={read} rows={3}>
        {(held) => (
          <>
            {held.text ? (
              <pre className={classes.text}>{held.text}</pre>
            ) : (
              <p className="f-dim">{t(held.stored ? "receiving.noText" : "receiving.notHere")}</p>
            )}
            {held.files.length > 0 && (
              <p className="f-dim">
                {t("receiving.files")} {held.files.join(", ")}
              </p>
            )}
            {held.header.length > 0 && (
              <details className={classes.header}>
                <summary>{t("receiving.header")}</summary>
                <pre className={classes.text}>{held.header.join("\n")}</pre>
              </details>
            )}
          </>
        )}
      </Query>
      <Group justify="flex-end" mt="lg">
        {mail.stored && (
          <Button component="a" href={`/api/mail/quarantine/${mail.id}/original`} variant="default" mr="auto">
            {t("receiving.original")}
          </Button>
        )}
        {may(me, "workTickets") && (
          <>
            <Button variant="subtle" color="red" loading={decide.isPending} onClick={() => run("discard")}>
              {t("receiving.discard")}
            </Button>
            <Button loading={decide.isPending} onClick={() => run("replay")}>
              {t("receiving.replay")}
            </Button>
          </>
        )}
      </Group>
    </Modal>
  );
}
