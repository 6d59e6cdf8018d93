import { Alert, Button, Checkbox, Modal, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { ChangeTemplate } from "~/api/shapes";
import { useMe } from "~/app/session";
import { formProblem } from "~/ui/forms";
import { useChanges } from "./queries";
import { Risks } from "./Risks";

/** A button that opens the editor of a standard change: a new one, or one that there is. */
export function EditTemplate({ label, template }: { label: string; template?: ChangeTemplate }) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={dialog.open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={template?.name ?? t("changes.templates.title")} size="lg">
        <Fields template={template} onDone={dialog.close} />
      </Modal>
    </>
  );
}

function Fields({ template, onDone }: { template?: ChangeTemplate; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [organisation, setOrganisation] = useState(String(template?.organisationId ?? me.organisations[0]?.id ?? ""));
  const [words, setWords] = useState({
    name: template?.name ?? "",
    plan: template?.plan ?? "",
    testPlan: template?.testPlan ?? "",
    backOut: template?.backOut ?? "",
    riskAnswers: template?.riskAnswers ?? [],
    retired: template?.retired ?? false,
  });
  const set = (part: Partial<typeof words>) => setWords((was) => ({ ...was, ...part }));
  const save = useChanges(
    () =>
      template
        ? read(api.PUT("/api/change-templates/{id}", { params: { path: { id: template.id } }, body: words }))
        : read(api.POST("/api/change-templates", { body: { organisationId: Number(organisation), template: words } })),
    true,
  );
  const problem = save.error ? formProblem(save.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem?.text && (
          <Alert color="red" role="alert">
            {problem.text}
          </Alert>
        )}
        {!template && me.organisations.length > 1 && (
          <Select
            label={t("common.organisation")}
            allowDeselect={false}
            data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            value={organisation}
            onChange={(id) => id && setOrganisation(id)}
          />
        )}
        <TextInput
          label={t("common.name")}
          required
          maxLength={100}
          error={problem?.fields.name}
          value={words.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        {(["plan", "testPlan", "backOut"] as const).map((field) => (
          <Textarea
            key={field}
            label={t(`changes.plan.${field === "testPlan" ? "test" : field}`)}
            required
            autosize
            minRows={2}
            maxRows={10}
            error={problem?.fields[field]}
            value={words[field]}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
          />
        ))}
        <Risks
          answers={words.riskAnswers}
          error={problem?.fields.riskAnswers}
          onChange={(riskAnswers) => set({ riskAnswers })}
        />
        {template && (
          <Checkbox
            label={t("changes.templates.retire")}
            checked={words.retired}
            onChange={(event) => set({ retired: event.currentTarget.checked })}
          />
        )}
        <Button type="submit" loading={save.isPending}>
          {t("common.save")}
        </Button>
      </Stack>
    </form>
  );
}
