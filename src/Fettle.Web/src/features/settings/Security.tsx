import { Alert, Button, Modal, PasswordInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { meQuery, useMe } from "~/app/session";
import { formProblem } from "~/ui/forms";
import { notifyDone } from "~/ui/notify";
import { Panel } from "~/ui/Page";
import { useConfirm } from "~/ui/useConfirm";
import { RecoveryCodes } from "../session/RecoveryCodes";
import { TotpSetUp } from "../session/TotpSetUp";
import { Passkeys } from "./Passkeys";
import classes from "./Settings.module.css";

export function Security() {
  return (
    <div className={classes.stack}>
      <Password />
      <Authenticator />
      <Passkeys />
    </div>
  );
}

function Password() {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { current: "", password: "" },
    validate: { password: (value) => (value.length >= 12 ? null : t("session.passwordLength")) },
  });
  const change = useMutation({
    meta: { quiet: true },
    mutationFn: (body: typeof form.values) => read(api.PUT("/api/me/password", { body })),
    onSuccess: () => {
      form.reset();
      notifyDone(t("settings.passwordChanged"));
    },
    onError: (error) => form.setErrors(formProblem(error).fields),
  });
  const problem = change.error && formProblem(change.error).text;
  return (
    <Panel title={t("common.password")}>
      <form className={classes.form} onSubmit={form.onSubmit((values) => change.mutate(values))}>
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <PasswordInput
          label={t("settings.currentPassword")}
          autoComplete="current-password"
          {...form.getInputProps("current")}
        />
        <PasswordInput
          label={t("settings.newPassword")}
          description={t("session.passwordHint")}
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
        <div>
          <Button type="submit" loading={change.isPending}>
            {t("settings.changePassword")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function Authenticator() {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const [opened, modal] = useDisclosure(false);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [dialog, confirm] = useConfirm();
  const refresh = () => cache.invalidateQueries({ queryKey: meQuery.queryKey });
  const remove = useMutation({ mutationFn: () => read(api.DELETE("/api/me/totp")), onSuccess: refresh });
  const renew = useMutation({
    mutationFn: () => read(api.POST("/api/me/recovery-codes")),
    onSuccess: (answer) => setCodes(answer.recoveryCodes),
  });
  return (
    <Panel title={t("settings.totp")}>
      {dialog}
      <div className={classes.row}>
        <span>{t(me.secondFactor.totp ? "settings.totpOn" : "settings.totpOff")}</span>
        {me.secondFactor.totp ? (
          <>
            <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
              {t("settings.newCodes")}
            </Button>
            <Button
              variant="default"
              onClick={() =>
                confirm({
                  title: t("settings.totpRemove"),
                  text: t("settings.totpRemoveHint"),
                  action: t("common.remove"),
                  run: () => remove.mutate(),
                })
              }
            >
              {t("common.remove")}
            </Button>
          </>
        ) : (
          <Button onClick={modal.open}>{t("session.factor.totp")}</Button>
        )}
      </div>
      <Modal opened={opened} onClose={modal.close} title={t("settings.totp")}>
        <TotpSetUp
          onDone={() => {
            modal.close();
            void refresh();
          }}
        />
      </Modal>
      <Modal opened={codes !== null} onClose={() => setCodes(null)} title={t("settings.newCodes")}>
        <div className={classes.stack}>{codes && <RecoveryCodes codes={codes} />}</div>
      </Modal>
    </Panel>
  );
}
