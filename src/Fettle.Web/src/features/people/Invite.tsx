import { Alert, Button, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { IconUserPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Role } from "~/api/shapes";
import { useMe } from "~/app/session";
import { Command } from "~/ui/Command";
import { formProblem } from "~/ui/forms";
import { roles } from "./roles";

/** Invites somebody by a link that works once; it is shown here to be sent by any way at hand. */
export function Invite() {
  const { t } = useTranslation();
  const [opened, modal] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<IconUserPlus size={16} />} onClick={modal.open}>
        {t("people.invite")}
      </Button>
      <Modal opened={opened} onClose={modal.close} title={t("people.invite")} size="lg">
        <InviteForm onDone={modal.close} />
      </Modal>
    </>
  );
}

function InviteForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const form = useForm({
    initialValues: {
      name: "",
      email: "",
      organisationId: String(me.organisations[0]?.id ?? ""),
      role: "requester" as Role,
    },
    validate: {
      name: (value) => (value.trim() ? null : t("session.needed")),
      email: (value) => (/^\S+@\S+$/.test(value) ? null : t("session.emailNeeded")),
    },
  });
  const invite = useMutation({
    meta: { quiet: true },
    mutationFn: (values: typeof form.values) =>
      read(api.POST("/api/invitations", { body: { ...values, organisationId: Number(values.organisationId) } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["people"] }),
    onError: (error) => form.setErrors(formProblem(error).fields),
  });
  if (invite.data) {
    return (
      <Stack gap="sm">
        <Alert>{t("people.linkHint", { name: form.values.name })}</Alert>
        <Command lines={[new URL(invite.data.link, window.location.href).href]} label={t("people.link")} />
        <Button onClick={onDone}>{t("common.close")}</Button>
      </Stack>
    );
  }
  const problem = invite.error && formProblem(invite.error).text;
  return (
    <form onSubmit={form.onSubmit((values) => invite.mutate(values))}>
      <Stack gap="sm">
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <TextInput label={t("common.name")} {...form.getInputProps("name")} />
        <TextInput label={t("common.email")} type="email" {...form.getInputProps("email")} />
        <Select
          label={t("common.organisation")}
          allowDeselect={false}
          data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
          {...form.getInputProps("organisationId")}
        />
        <Select
          label={t("people.roleOf")}
          description={t(`people.roleHint.${form.values.role}`)}
          allowDeselect={false}
          data={roles.map((value) => ({ value, label: t(`people.role.${value}`) }))}
          {...form.getInputProps("role")}
        />
        <Button type="submit" loading={invite.isPending}>
          {t("people.makeLink")}
        </Button>
      </Stack>
    </form>
  );
}
