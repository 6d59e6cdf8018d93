import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { formProblem } from "~/ui/forms";
import { Loading } from "~/ui/States";
import { Gate } from "./Gate";
import classes from "./Gate.module.css";
import { secretOf } from "./secretOf";

export function InvitationPage() {
  const { t } = useTranslation();
  const [secret] = useState(() => secretOf(window.location));
  const invitation = useQuery({
    queryKey: ["invitation", secret],
    queryFn: ({ signal }) => read(api.GET("/api/invitations/{secret}", { params: { path: { secret } }, signal })),
  });
  const form = useForm({
    initialValues: { name: "", password: "" },
    validate: {
      name: (value) => (value.trim() ? null : t("session.needed")),
      password: (value) => (value.length >= 12 ? null : t("session.passwordLength")),
    },
  });
  const invited = invitation.data?.name;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form is filled once, when the name is known
  useEffect(() => {
    if (invited) form.setFieldValue("name", invited);
  }, [invited]);
  const accept = useMutation({
    meta: { quiet: true },
    mutationFn: (body: typeof form.values) =>
      read(api.POST("/api/invitations/{secret}/accept", { params: { path: { secret } }, body })),
    onSuccess: () => window.location.assign("/"),
    onError: (error) => form.setErrors(formProblem(error).fields),
  });

  if (invitation.isError) return <Gate title={t("session.invitation.gone")} lead={t("session.invitation.goneHint")} />;
  if (!invitation.data) return <Loading />;
  const problem = accept.error && formProblem(accept.error).text;
  return (
    <Gate
      title={t("session.invitation.title", { organisation: invitation.data.organisation })}
      lead={t("session.invitation.lead", { email: invitation.data.signInName })}
    >
      <form className={classes.form} onSubmit={form.onSubmit((values) => accept.mutate(values))}>
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <input type="email" autoComplete="username" hidden readOnly value={invitation.data.signInName} />
        <TextInput label={t("session.yourName")} autoComplete="name" {...form.getInputProps("name")} />
        <PasswordInput
          label={t("common.password")}
          description={t("session.passwordHint")}
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={accept.isPending} fullWidth>
          {t("session.invitation.do")}
        </Button>
      </form>
    </Gate>
  );
}
