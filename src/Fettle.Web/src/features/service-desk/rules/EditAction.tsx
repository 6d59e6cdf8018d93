import { CloseButton, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { categoriesQuery } from "../parts/sorting";
import { rotationsQuery } from "../promises/queries";
import { queuesQuery, techniciansQuery } from "../queue/queries";
import { teamsQuery } from "../sorting/Teams";
import { macrosQuery } from "../ticket/Macros";
import { type RuleAction, type RuleActionKind, webhooksQuery } from "./queries";
import classes from "./Rules.module.css";

const kinds: RuleActionKind[] = [
  "status",
  "assignee",
  "team",
  "queue",
  "priority",
  "category",
  "tag",
  "untag",
  "field",
  "note",
  "reply",
  "watch",
  "macro",
  "checkUp",
  "webhook",
  "tell",
  "callOnCall",
];
const texts: RuleActionKind[] = ["note", "reply", "tell", "callOnCall"];
// The text library takes braces in its own texts for variables of its own.
const variables = ["number", "subject", "requester", "requester.first", "device", "priority"]
  .map((one) => `{{${one}}}`)
  .join(" ");
const written: RuleActionKind[] = ["tag", "untag", "field"];
const statuses = ["open", "waitingForRequester", "waitingForOther", "resolved", "closed"] as const;
const levels = ["high", "medium", "low"] as const;

interface Props {
  action: RuleAction;
  organisationId: number | null;
  onChange: (action: RuleAction) => void;
  onRemove: () => void;
}

/** One thing that a rule does, and with what. */
export function EditAction({ action, organisationId, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes.action}>
      {/* A select brings a hidden field with it, which must not take a place of its own. */}
      <div>
        <Select
          aria-label={t("rules.actionKind")}
          searchable
          allowDeselect={false}
          data={kinds.map((value) => ({ value, label: t(`rules.action.${value}`) }))}
          value={action.kind}
          onChange={(kind) => kind && onChange({ kind: kind as RuleActionKind, value: null, text: null })}
        />
      </div>
      <Stack gap={6}>
        <Value action={action} organisationId={organisationId} onChange={onChange} />
        {texts.includes(action.kind) && (
          <Textarea
            aria-label={t("rules.text")}
            description={t(action.kind === "reply" ? "rules.replyHint" : "rules.textHint", { variables })}
            autosize
            minRows={2}
            maxRows={10}
            value={action.text ?? ""}
            onChange={(event) => onChange({ ...action, text: event.currentTarget.value })}
          />
        )}
      </Stack>
      <CloseButton aria-label={t("common.remove")} onClick={onRemove} />
    </div>
  );
}

function Value({ action, organisationId, onChange }: Omit<Props, "onRemove">) {
  const { t } = useTranslation();
  const queues = useQuery(queuesQuery);
  const technicians = useQuery(techniciansQuery);
  const categories = useQuery(categoriesQuery);
  const teams = useQuery(teamsQuery);
  const macros = useQuery(macrosQuery);
  const webhooks = useQuery(webhooksQuery);
  const rotations = useQuery(rotationsQuery);
  const people = (technicians.data ?? []).map((one) => ({ value: String(one.id), label: one.name }));
  const choices: Partial<Record<RuleActionKind, { value: string; label: string }[]>> = {
    status: statuses.map((one) => ({ value: one as string, label: t(`tickets.status.${one}`) })),
    assignee: [{ value: "none", label: t("tickets.nobody") }, ...people],
    watch: people,
    tell: people,
    priority: levels.flatMap((impact) =>
      levels.map((urgency) => ({
        value: `${impact},${urgency}`,
        label: `${t(`tickets.level.${impact}`)} / ${t(`tickets.level.${urgency}`)}`,
      })),
    ),
    queue: named((queues.data ?? []).filter((one) => one.organisationId === organisationId)),
    team: named((teams.data ?? []).filter((one) => one.organisationId === organisationId)),
    macro: named((macros.data ?? []).filter((one) => one.shared)),
    webhook: named(webhooks.data ?? []),
    category: [
      { value: "none", label: t("rules.noCategory") },
      ...(categories.data ?? []).map((one) => ({ value: String(one.id), label: one.path })),
    ],
    callOnCall: (rotations.data ?? []).map((one) => ({ value: String(one.id), label: one.rotation.name })),
  };
  if (written.includes(action.kind))
    return (
      <TextInput
        aria-label={t("rules.value")}
        required
        maxLength={600}
        placeholder={action.kind === "field" ? "12:Building A" : undefined}
        value={action.value ?? ""}
        onChange={(event) => onChange({ ...action, value: event.currentTarget.value })}
      />
    );
  const data = choices[action.kind];
  return data ? (
    <Select
      aria-label={t("rules.value")}
      required
      searchable
      data={data}
      value={action.value || null}
      onChange={(value) => onChange({ ...action, value })}
    />
  ) : null;
}

function named(rows: { id: number; name: string }[]) {
  return rows.map((one) => ({ value: String(one.id), label: one.name }));
}
