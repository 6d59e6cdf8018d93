import {
  Alert,
  Button,
  Checkbox,
  Group,
  JsonInput,
  PasswordInput,
  Select,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { useMe } from "~/app/session";
import { Command } from "~/ui/Command";
import { formProblem } from "~/ui/forms";
import { Tag } from "~/ui/Tag";
import { queuesQuery } from "../queue/queries";
import { type HookMapping, type IncomingHookDraft, type IncomingHookView, useChange } from "./queries";
import classes from "./Rules.module.css";

const fields = ["key", "each", "state", "solvedWhen", "severity", "severities", "device", "requester", "tags"] as const;

interface Props {
  hook: IncomingHookView | null;
  shipped: Record<string, HookMapping>;
  onDone: () => void;
}

/** The editor of an incoming webhook: begin with what a well-known program sends, and try it on an example. */
export function EditIncomingHook({ hook, shipped, onDone }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const queues = useQuery(queuesQuery);
  const [draft, setDraft] = useState<IncomingHookDraft>({
    name: hook?.name ?? "",
    organisationId: hook?.organisationId ?? me.organisations[0]?.id ?? 0,
    proof: hook?.proof ?? "token",
    mapping: hook?.mapping ?? (shipped.anything as HookMapping),
    queueId: hook?.queueId ?? null,
    enabled: hook?.enabled ?? true,
    secret: null,
  });
  const [example, setExample] = useState("");
  const change = (part: Partial<IncomingHookDraft>) => setDraft((before) => ({ ...before, ...part }));
  const map = (part: Partial<HookMapping>) => change({ mapping: { ...draft.mapping, ...part } });
  const save = useChange(
    "incoming-hooks",
    (body: IncomingHookDraft) =>
      hook
        ? read(api.PUT("/api/incoming-hooks/{id}", { params: { path: { id: hook.id } }, body }))
        : read(api.POST("/api/incoming-hooks", { body })),
    true,
  );
  const tried = useMutation({
    mutationFn: () => read(api.POST("/api/incoming-hooks/try", { body: { mapping: draft.mapping, example } })),
    meta: { quiet: true },
  });
  const error = save.error ?? tried.error;
  const problem = error ? formProblem(error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ ...draft, secret: draft.secret || null }, { onSuccess: (made) => made.secret || onDone() });
  };
  if (save.data?.secret)
    return (
      <Stack>
        <Alert color="green">{t("rules.incoming.secretOnce")}</Alert>
        <Command
          label={t("rules.incoming.calling")}
          lines={[
            `curl -X POST ${window.location.origin}${save.data.path}`,
            `  -H 'X-Fettle-Token: ${save.data.secret}'`,
            `  -H 'Content-Type: application/json'`,
            `  -d '{"subject":"Test"}'`,
          ].map((line, i, all) => (i < all.length - 1 ? `${line} \\` : line))}
        />
        <Group>
          <Button onClick={onDone}>{t("common.close")}</Button>
        </Group>
      </Stack>
    );
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {problem && (
          <Alert color="red" role="alert">
            {problem.text ??
              Object.entries(problem.fields)
                .map(([field, why]) => `${field} ${why}`)
                .join(" · ")}
          </Alert>
        )}
        <div className={classes.line}>
          <TextInput
            label={t("common.name")}
            required
            maxLength={80}
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          {!hook && me.organisations.length > 1 && (
            <Select
              label={t("common.organisation")}
              allowDeselect={false}
              data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
              value={String(draft.organisationId)}
              onChange={(value) => value && change({ organisationId: Number(value), queueId: null })}
            />
          )}
          <Select
            label={t("rules.incoming.queue")}
            clearable
            placeholder={t("rules.incoming.firstQueue")}
            data={(queues.data ?? [])
              .filter((one) => one.organisationId === draft.organisationId)
              .map((one) => ({ value: String(one.id), label: one.name }))}
            value={draft.queueId ? String(draft.queueId) : null}
            onChange={(value) => change({ queueId: value ? Number(value) : null })}
          />
          <Select
            label={t("rules.incoming.proof")}
            allowDeselect={false}
            data={(["token", "signature"] as const).map((value) => ({
              value,
              label: t(`rules.incoming.proofs.${value}`),
            }))}
            value={draft.proof}
            onChange={(value) => value && change({ proof: value as IncomingHookDraft["proof"] })}
          />
        </div>
        <Select
          label={t("rules.incoming.beginWith")}
          description={t("rules.incoming.beginWithHint")}
          data={Object.keys(shipped).map((value) => ({
            value,
            label: value === "anything" ? t("rules.incoming.anything") : value,
          }))}
          value={null}
          onChange={(value) => value && shipped[value] && change({ mapping: shipped[value] })}
        />
        <TextInput
          label={t("rules.incoming.map.subject")}
          required
          value={draft.mapping.subject}
          onChange={(event) => map({ subject: event.currentTarget.value })}
        />
        <Textarea
          label={t("rules.incoming.map.body")}
          required
          autosize
          minRows={3}
          maxRows={10}
          value={draft.mapping.body}
          onChange={(event) => map({ body: event.currentTarget.value })}
        />
        <div className={classes.line}>
          {fields.map((field) => (
            <TextInput
              key={field}
              label={t(`rules.incoming.map.${field}`)}
              value={draft.mapping[field] ?? ""}
              onChange={(event) => map({ [field]: event.currentTarget.value || null })}
            />
          ))}
        </div>
        <JsonInput
          label={t("rules.incoming.example")}
          autosize
          minRows={3}
          maxRows={12}
          value={example}
          onChange={setExample}
        />
        {tried.data?.map((thing) => (
          <Alert key={`${thing.key} ${thing.subject}`} color="blue" title={thing.subject} role="status">
            <pre className={classes.body}>{thing.body}</pre>
            <Tag>{thing.key ?? t("rules.incoming.noKey")}</Tag>{" "}
            <Tag tone={thing.over ? "green" : "amber"}>
              {t(thing.over ? "rules.incoming.over" : "rules.incoming.notOver")}
            </Tag>{" "}
            <Tag>
              {t(`tickets.level.${thing.impact}`)} / {t(`tickets.level.${thing.urgency}`)}
            </Tag>{" "}
            {thing.device && <Tag>{thing.device}</Tag>}
          </Alert>
        ))}
        <PasswordInput
          label={t("rules.webhooks.secret")}
          description={hook ? t("rules.webhooks.secretKept") : t("rules.webhooks.secretMade")}
          autoComplete="off"
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
          <Button variant="default" disabled={!example.trim()} loading={tried.isPending} onClick={() => tried.mutate()}>
            {t("rules.incoming.try")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
