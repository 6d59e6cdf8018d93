import { Button, Stack } from "@mantine/core";
import { IconDeviceMobile, IconFingerprint } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { notifyProblem } from "~/ui/notify";
import { Gate } from "./Gate";
import { addPasskey } from "./passkeys";
import { TotpSetUp } from "./TotpSetUp";
import { WithPasskeys } from "./WithPasskeys";

/** Somebody with rights over others' computers signs in with more than a password. */
export function SecondFactorPage() {
  const { t } = useTranslation();
  const [totp, setTotp] = useState(false);
  const enter = () => window.location.assign("/");
  const passkey = useMutation({
    mutationFn: () => addPasskey(t("session.factor.firstPasskey")),
    onSuccess: enter,
    onError: notifyProblem,
    meta: { quiet: true },
  });
  return (
    <Gate title={t("session.factor.title")} lead={totp ? undefined : t("session.factor.lead")} wide>
      {totp ? (
        <TotpSetUp onDone={enter} />
      ) : (
        <Stack mt="lg" gap="sm">
          <Button leftSection={<IconDeviceMobile size={18} />} onClick={() => setTotp(true)}>
            {t("session.factor.totp")}
          </Button>
          <WithPasskeys>
            <Button
              variant="default"
              leftSection={<IconFingerprint size={18} />}
              loading={passkey.isPending}
              onClick={() => passkey.mutate()}
            >
              {t("session.factor.passkey")}
            </Button>
          </WithPasskeys>
        </Stack>
      )}
    </Gate>
  );
}
