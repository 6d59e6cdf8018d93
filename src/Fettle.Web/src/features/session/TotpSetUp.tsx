import { Alert, Button, Checkbox, Code, PinInput, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import DOMPurify from "dompurify";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { messageOf } from "~/api/problem";
import { Query } from "~/ui/Query";
import classes from "./Gate.module.css";
import { RecoveryCodes } from "./RecoveryCodes";

/** Scan, type the first code, keep the recovery codes. */
export function TotpSetUp({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<string[] | null>(null);
  const [kept, setKept] = useState(false);
  const offer = useQuery({
    queryKey: ["totp-offer"],
    queryFn: () => read(api.POST("/api/me/totp")),
    // Each offer has its own secret: a second one would make the scanned one wrong.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const confirm = useMutation({
    meta: { quiet: true },
    mutationFn: (code: string) => read(api.PUT("/api/me/totp", { body: { code } })),
    onSuccess: (answer) => setCodes(answer.recoveryCodes),
  });

  if (codes) {
    return (
      <div className={classes.form}>
        <RecoveryCodes codes={codes} />
        <Checkbox
          label={t("session.factor.kept")}
          checked={kept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
        <Button disabled={!kept} onClick={onDone}>
          {t("session.factor.finish")}
        </Button>
      </div>
    );
  }
  return (
    <Query of={offer} rows={3}>
      {(data) => (
        <div className={classes.form}>
          <ol className={classes.steps}>
            <li>{t("session.factor.step1")}</li>
            <li>{t("session.factor.step2")}</li>
          </ol>
          <div
            className={classes.qr}
            role="img"
            aria-label={t("session.factor.qr")}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: the server's own drawing, cleaned all the same
            dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(data.qrSvg, { USE_PROFILES: { svg: true } }) }}
          />
          <Text size="sm" c="dimmed" ta="center">
            {t("session.factor.byHand")} <Code>{data.secret}</Code>
          </Text>
          {confirm.error && (
            <Alert color="red" role="alert">
              {messageOf(confirm.error)}
            </Alert>
          )}
          <PinInput
            length={6}
            type="number"
            oneTimeCode
            mx="auto"
            aria-label={t("session.factor.code")}
            disabled={confirm.isPending}
            onComplete={(code) => confirm.mutate(code)}
          />
        </div>
      )}
    </Query>
  );
}
