import { Alert, Anchor, Button, PasswordInput, PinInput, Text, TextInput } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { messageOf } from "~/api/problem";
import { Gate } from "./Gate";
import classes from "./Gate.module.css";
import { signInWithPasskey } from "./passkeys";
import { WithPasskeys } from "./WithPasskeys";

const route = getRouteApi("/sign-in");

/** Only a path of this site: an address in a link must not lead elsewhere after sign-in. */
export function safeTarget(to: string | undefined): string {
  return to && /^\/(?![/\\])/.test(to) ? to : "/";
}

type Step = "password" | "code" | "recovery";

export function SignInPage() {
  const { t } = useTranslation();
  const { to } = route.useSearch();
  const [step, setStep] = useState<Step>("password");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const enter = () => window.location.assign(safeTarget(to));

  const passkey = useMutation({ meta: { quiet: true }, mutationFn: signInWithPasskey, onSuccess: enter });
  const signIn = useMutation({
    meta: { quiet: true },
    mutationFn: (typed: string) => {
      const code = step === "code" ? typed : null;
      const recoveryCode = step === "recovery" ? typed : null;
      return read(api.POST("/api/sign-in", { body: { email, password, code, recoveryCode } }));
    },
    onSuccess: (answer) => {
      if (answer.outcome === "signedIn") return enter();
      setCode("");
      if (answer.outcome === "passkeyNeeded") passkey.mutate();
      else if (step === "password") setStep("code");
    },
    onError: () => setCode(""),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(code);
  };
  const error = signIn.error ?? passkey.error;
  const problem = error && (
    <Alert color="red" role="alert">
      {messageOf(error)}
    </Alert>
  );

  if (step === "password") {
    return (
      <Gate title={t("session.signIn.title")}>
        <form className={classes.form} onSubmit={submit}>
          {problem}
          <TextInput
            label={t("common.email")}
            type="email"
            autoComplete="username webauthn"
            required
            withAsterisk={false}
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t("common.password")}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            {t("session.signIn.do")}
          </Button>
        </form>
        <div className={classes.rule}>{t("session.signIn.or")}</div>
        <WithPasskeys>
          <Button
            variant="default"
            fullWidth
            leftSection={<IconFingerprint size={18} />}
            loading={passkey.isPending}
            onClick={() => passkey.mutate()}
          >
            {t("session.signIn.passkey")}
          </Button>
        </WithPasskeys>
      </Gate>
    );
  }

  const recovery = step === "recovery";
  return (
    <Gate
      title={t(recovery ? "session.signIn.recovery" : "session.signIn.code")}
      lead={t(recovery ? "session.signIn.recoveryHint" : "session.signIn.codeHint")}
    >
      <form className={classes.form} onSubmit={submit}>
        {problem}
        {recovery ? (
          <TextInput
            label={t("session.signIn.recovery")}
            autoComplete="off"
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        ) : (
          <PinInput
            length={6}
            type="number"
            oneTimeCode
            autoFocus
            size="md"
            aria-label={t("session.signIn.code")}
            value={code}
            onChange={setCode}
            onComplete={(typed) => signIn.mutate(typed)}
          />
        )}
        <Button type="submit" loading={signIn.isPending} disabled={!code} fullWidth>
          {t("session.signIn.do")}
        </Button>
        <Text ta="center">
          <Anchor
            component="button"
            type="button"
            onClick={() => {
              setCode("");
              signIn.reset();
              setStep(recovery ? "code" : "recovery");
            }}
          >
            {t(recovery ? "session.signIn.useCode" : "session.signIn.useRecovery")}
          </Anchor>
        </Text>
      </form>
    </Gate>
  );
}
