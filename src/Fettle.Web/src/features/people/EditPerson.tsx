import { Alert, Button, Modal, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Person } from "~/api/shapes";
import { formProblem } from "~/ui/forms";
import { usePersonChanged } from "./queries";

export function EditPerson({ person }: { person: Person }) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t("common.edit")}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={person.name}>
        <Fields person={person} onDone={dialog.close} />
      </Modal>
    </>
  );
}

/** Their account names are how a device's signed-in user is known to be them. */
function Fields({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation();
  const changed = usePersonChanged(person.id);
  const form = useForm({
    initialValues: {
      name: person.name,
      email: person.email ?? "",
      phones: [...person.phones],
      accounts: [...person.accounts],
    },
    validate: { name: (value) => (value.trim() ? null : t("session.needed")) },
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: ({ name, email, phones, accounts }: typeof form.values) =>
      read(
        api.PUT("/api/people/{id}", {
          params: { path: { id: person.id } },
          body: { name, email: email.trim() || null, phone: null, siteId: person.siteId, accounts, phones },
        }),
      ),
    onSuccess: async () => {
      await changed();
      onDone();
    },
    onError: (error) => form.setErrors(formProblem(error).fields),
  });
  const problem = save.error && formProblem(save.error).text;
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <TextInput label={t("common.name")} {...form.getInputProps("name")} />
        <TextInput label={t("common.email")} type="email" {...form.getInputProps("email")} />
        <TagsInput label={t("people.phone")} description={t("people.phoneHint")} {...form.getInputProps("phones")} />
        <TagsInput
          label={t("people.accounts")}
          description={t("people.account.namesHint")}
          {...form.getInputProps("accounts")}
        />
        <Button type="submit" loading={save.isPending}>
          {t("common.save")}
        </Button>
      </Stack>
    </form>
  );
}
