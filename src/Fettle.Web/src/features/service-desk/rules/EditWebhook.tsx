import { Alert, Button, Checkbox, Group, MultiSelect, PasswordInput, Select, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { useMe } from "~/app/session";
import { Command } from "~/ui/Command";
import { formProblem } from "~/ui/forms";
import { ownReach } from "../promises/ownReach";
import { events, type RuleEvent, timed, useChange, type WebhookDraft, type WebhookView } from "./queries";

/** The editor of a webhook. A secret that was made for it is shown once, here. */
export function EditWebhook({ webhook, onDone }: { webhook: WebhookView | null; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [draft, setDraft] = useState<WebhookDraft>({
    name: webhook?.name ?? "",
    organisationId: webhook ? webhook.organisationId : ownReach(me),
    url: webhook?.url ?? "",
    events: webhook?.events ?? ["opened"],
    enabled: webhook?.enabled ?? true,
    secret: null,
  });
  const change = (part: Partial<WebhookDraft>) => setDraft((before) => ({ ...before, ...part }));
  const save = useChange(
    "webhooks",
    (body: WebhookDraft) =>
      webhook
        ? read(api.PUT("/api/webhooks/{id}", { params: { path: { id: webhook.id } }, body }))
        : read(api.POST("/api/webhooks", { body })),
    true,
  );
  const problem = save.error ? formProblem(save.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ ...draft, secret: draft.secret || null }, { onSuccess: (made) => made.secret || onDone() });
  };
  if (save.data?.secret)
    return (
      <Stack>
        <Alert color="green">{t("rules.webhooks.secretOnce")}</Alert>
        <Command label={t("rules.webhooks.secret")} lines={[save.data.secret]} />
        <Group>
          <Button onClick={onDone}>{t("common.close")}</Button>
        </Group>
      </Stack>
    );
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {problem?.text && (
          <Alert color="red" role="alert">
            {problem.text}
          </Alert>
        )}
        <TextInput
          label={t("common.name")}
          required
          maxLength={80}
          error={problem?.fields.name}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {!webhook && (
          <Select
            label={t("common.organisation")}
            clearable={ownReach(me) === null}
            placeholder={t("promises.levels.everybody")}
            data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            value={draft.organisationId ? String(draft.organisationId) : null}
            onChange={(value) => change({ organisationId: value ? Number(value) : null })}
          />
        )}
        <TextInput
          label={t("rules.webhooks.url")}
          type="url"
          required
          maxLength={1000}
          placeholder="https://chat.example.org/hook"
          error={problem?.fields.url}
          value={draft.url}
          onChange={(event) => change({ url: event.currentTarget.value })}
        />
        <MultiSelect
          label={t("rules.webhooks.events")}
          description={t("rules.webhooks.eventsHint")}
          searchable
          data={events
            .filter((one) => !timed.includes(one))
            .map((value) => ({ value, label: t(`rules.event.${value}`) }))}
          value={draft.events}
          onChange={(value) => change({ events: value as RuleEvent[] })}
        />
        <PasswordInput
          label={t("rules.webhooks.secret")}
          description={webhook ? t("rules.webhooks.secretKept") : t("rules.webhooks.secretMade")}
          autoComplete="off"
          error={problem?.fields.secret}
          value={draft.secret ?? ""}
          onChange={(event) => change({ secret: event.currentTarget.value })}
        />
        <Checkbox
          label={t("rules.enabled")}
          checked={draft.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
