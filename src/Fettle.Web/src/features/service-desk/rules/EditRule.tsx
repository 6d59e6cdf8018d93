import {
  Alert,
  Button,
  Checkbox,
  CloseButton,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  TextInput,
} from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { useMe } from "~/app/session";
import { formProblem } from "~/ui/forms";
import { ownReach } from "../promises/ownReach";
import { DryRunResult } from "./DryRunResult";
import { EditAction } from "./EditAction";
import { events, type RuleDraft, type RuleEvent, type RuleView, timed, useChange } from "./queries";
import classes from "./Rules.module.css";

/** The editor of a rule: what it begins with, what has to hold, what it does; and what it would have done. */
export function EditRule({ rule, onDone }: { rule: RuleView | null; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [draft, setDraft] = useState<RuleDraft>(
    rule?.rule ?? {
      name: "",
      organisationId: ownReach(me),
      enabled: true,
      events: ["opened"],
      match: "all",
      conditions: [""],
      actions: [{ kind: "tag", value: "", text: null }],
      againAfterHours: null,
    },
  );
  const change = (part: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...part }));
  const sent = (): RuleDraft => ({
    ...draft,
    conditions: draft.conditions.map((one) => one.trim()).filter((one) => one.length > 0),
    actions: draft.actions.map((one) => ({ ...one, value: one.value || null, text: one.text || null })),
  });
  const save = useChange(
    "rules",
    (body: RuleDraft) =>
      rule
        ? read(api.PUT("/api/rules/{id}", { params: { path: { id: rule.id } }, body }))
        : read(api.POST("/api/rules", { body })),
    true,
  );
  const tried = useMutation({
    mutationFn: (body: RuleDraft) => read(api.POST("/api/rules/dry-run", { body })),
    meta: { quiet: true },
  });
  const error = save.error ?? tried.error;
  const problem = error ? formProblem(error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(sent(), { onSuccess: onDone });
  };
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
          {!rule && (
            <Select
              label={t("common.organisation")}
              clearable={ownReach(me) === null}
              placeholder={t("promises.levels.everybody")}
              data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
              value={draft.organisationId ? String(draft.organisationId) : null}
              onChange={(value) => change({ organisationId: value ? Number(value) : null })}
            />
          )}
        </div>
        <MultiSelect
          label={t("rules.begins")}
          searchable
          data={events.map((value) => ({ value, label: t(`rules.event.${value}`) }))}
          value={draft.events}
          onChange={(value) => change({ events: value as RuleEvent[] })}
        />
        {draft.events.some((one) => timed.includes(one)) && (
          <NumberInput
            label={t("rules.again")}
            description={t("rules.againHint")}
            min={1}
            max={8784}
            value={draft.againAfterHours ?? ""}
            onChange={(value) => change({ againAfterHours: Number(value) || null })}
          />
        )}
        <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
          <Stack gap="xs">
            <Select
              label={t("rules.conditions")}
              description={t("rules.conditionsHint")}
              allowDeselect={false}
              data={[
                { value: "all", label: t("rules.all") },
                { value: "any", label: t("rules.any") },
              ]}
              value={draft.match}
              onChange={(value) => value && change({ match: value as RuleDraft["match"] })}
            />
            {draft.conditions.map((condition, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a condition is known by its place
              <Group key={i} gap="xs" wrap="nowrap">
                <TextInput
                  style={{ flex: 1 }}
                  aria-label={t("rules.condition", { number: i + 1 })}
                  placeholder="priority:P1,P2 -tag:vip printer"
                  maxLength={500}
                  value={condition}
                  onChange={(event) => {
                    const next = event.currentTarget.value;
                    change({ conditions: draft.conditions.map((one, j) => (i === j ? next : one)) });
                  }}
                />
                <CloseButton
                  aria-label={t("common.remove")}
                  onClick={() => change({ conditions: draft.conditions.filter((_, j) => i !== j) })}
                />
              </Group>
            ))}
            <div>
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => change({ conditions: [...draft.conditions, ""] })}
              >
                {t("rules.addCondition")}
              </Button>
            </div>
          </Stack>
        </fieldset>
        <Stack gap="xs">
          <strong>{t("rules.does")}</strong>
          {draft.actions.map((action, i) => (
            <EditAction
              // biome-ignore lint/suspicious/noArrayIndexKey: an action is known by its place
              key={i}
              action={action}
              organisationId={draft.organisationId}
              onChange={(next) => change({ actions: draft.actions.map((one, j) => (i === j ? next : one)) })}
              onRemove={() => change({ actions: draft.actions.filter((_, j) => i !== j) })}
            />
          ))}
          <div>
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => change({ actions: [...draft.actions, { kind: "note", value: null, text: "" }] })}
            >
              {t("rules.addAction")}
            </Button>
          </div>
        </Stack>
        <Checkbox
          label={t("rules.enabled")}
          checked={draft.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
          <Button variant="default" loading={tried.isPending} onClick={() => tried.mutate(sent())}>
            {t("rules.dryRun")}
          </Button>
        </Group>
        {tried.data && <DryRunResult outcome={tried.data} />}
      </Stack>
    </form>
  );
}
