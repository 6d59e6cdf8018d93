import { Button, Modal, PasswordInput, Text } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { messageOf, Problem } from "~/api/problem";
import { answerProof } from "~/api/proof";
import classes from "./Gate.module.css";
import { passkeyAnswer, passkeyState } from "./passkeys";

/** Asks for the password or a passkey once more, before something changes how this person gets in. */
export function ProofDialog() {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const prove = useMutation({
    meta: { quiet: true },
    mutationFn: async (by: "password" | "passkey") => {
      const body =
        by === "password" ? { password, credential: null } : { password: null, credential: await passkeyAnswer() };
      await read(api.POST("/api/me/proof", { body }));
    },
    onSuccess: () => answerProof(true),
    onError: () => setPassword(""),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prove.mutate("password");
  };
  const wrong = prove.error instanceof Problem && prove.error.fields.password ? t("session.proof.wrong") : null;
  return (
    <Modal opened onClose={() => answerProof(false)} title={t("session.proof.title")}>
      <form className={classes.form} onSubmit={submit}>
        <Text size="sm">{t("session.proof.why")}</Text>
        <PasswordInput
          label={t("common.password")}
          autoComplete="current-password"
          data-autofocus
          value={password}
          error={wrong ?? (prove.error && messageOf(prove.error))}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={prove.isPending} disabled={!password} fullWidth>
          {t("session.proof.do")}
        </Button>
        {passkeyState().work && (
          <Button
            variant="default"
            fullWidth
            leftSection={<IconFingerprint size={18} />}
            onClick={() => prove.mutate("passkey")}
          >
            {t("session.proof.passkey")}
          </Button>
        )}
      </form>
    </Modal>
  );
}
