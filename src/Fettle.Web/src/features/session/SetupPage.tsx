import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { meQuery } from "~/app/session";
import { formProblem } from "~/ui/forms";
import { Gate } from "./Gate";
import classes from "./Gate.module.css";
import { secretOf } from "./secretOf";

/** Makes the first administrator and the first organisation; open once. */
export function SetupPage() {
  const { t } = useTranslation();
  const [secret] = useState(() => secretOf(window.location));
  const me = useQuery(meQuery);
  const form = useForm({
    initialValues: { organisation: "", name: "", email: "", password: "" },
    validate: {
      organisation: (value) => (value.trim() ? null : t("session.needed")),
      name: (value) => (value.trim() ? null : t("session.needed")),
      email: (value) => (/^\S+@\S+$/.test(value) ? null : t("session.emailNeeded")),
      password: (value) => (value.length >= 12 ? null : t("session.passwordLength")),
    },
  });
  const setUp = useMutation({
    meta: { quiet: true },
    mutationFn: (body: typeof form.values) => read(api.POST("/api/setup", { body: { ...body, secret } })),
    onSuccess: () => window.location.assign("/second-factor"),
    onError: (error) => form.setErrors(formProblem(error).fields),
  });

  if (me.data && !me.data.setupOpen) {
    return (
      <Gate title={t("session.setup.closed")} lead={t("session.setup.closedHint")}>
        <Button component="a" href="/sign-in" mt="lg" fullWidth>
          {t("session.signIn.title")}
        </Button>
      </Gate>
    );
  }
  const problem = setUp.error && formProblem(setUp.error).text;
  return (
    <Gate title={t("session.setup.title")} lead={t("session.setup.lead")}>
      <form className={classes.form} onSubmit={form.onSubmit((values) => setUp.mutate(values))}>
        {!secret && <Alert color="yellow">{t("session.setup.noSecret")}</Alert>}
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <TextInput
          label={t("session.setup.organisation")}
          autoComplete="organization"
          {...form.getInputProps("organisation")}
        />
        <TextInput label={t("session.yourName")} autoComplete="name" {...form.getInputProps("name")} />
        <TextInput label={t("common.email")} type="email" autoComplete="username" {...form.getInputProps("email")} />
        <PasswordInput
          label={t("common.password")}
          description={t("session.passwordHint")}
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={setUp.isPending} disabled={!secret} fullWidth>
          {t("session.setup.do")}
        </Button>
      </form>
    </Gate>
  );
}
