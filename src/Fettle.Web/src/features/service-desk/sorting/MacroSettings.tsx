import { ActionIcon, Button, Checkbox, CloseButton, Group, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { BulkAction } from "~/api/shapes";
import { may, useMe } from "~/app/session";
import classes from "~/features/settings/Settings.module.css";
import { formProblem } from "~/ui/forms";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { categoriesQuery } from "../parts/sorting";
import { queuesQuery, techniciansQuery } from "../queue/queries";
import { macrosQuery } from "../ticket/Macros";

const kinds: BulkAction[] = ["status", "assignee", "queue", "tag", "untag", "category", "priority"];
const statuses = ["open", "waitingForRequester", "waitingForOther", "resolved", "closed"] as const;

/** One's own macros and the shared ones: one more, one changed, or one less. */
export function MacroSettings() {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const macros = useQuery(macrosQuery);
  const refresh = () => cache.invalidateQueries({ queryKey: macrosQuery.queryKey });
  const form = useForm({
    initialValues: {
      name: "",
      reply: "",
      note: "",
      shared: false,
      changes: [] as { kind: BulkAction; value: string }[],
    },
    validate: { name: (value) => (value.trim() ? null : t("session.needed")) },
  });
  const [edited, setEdited] = useState<number | null>(null);
  const make = useMutation({
    mutationFn: (values: typeof form.values) => {
      const body = { ...values, reply: values.reply.trim() || null, note: values.note.trim() || null };
      return edited === null
        ? read(api.POST("/api/macros", { body }))
        : read(api.PUT("/api/macros/{macroId}", { params: { path: { macroId: edited } }, body }));
    },
    meta: { quiet: true },
    onSuccess: () => {
      form.reset();
      setEdited(null);
      return refresh();
    },
    onError: (error) =>
      form.setErrors({ name: formProblem(error).text ?? error.message, ...formProblem(error).fields }),
  });
  const forget = useMutation({
    mutationFn: (macroId: number) => read(api.DELETE("/api/macros/{macroId}", { params: { path: { macroId } } })),
    onSettled: refresh,
  });
  return (
    <Panel title={t("desk.macros.title")} flush>
      <Query of={macros} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t("desk.macros.none")} hint={t("desk.macros.noneHint")} />
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <li key={row.id}>
                  <strong>{row.name}</strong>
                  {row.shared && <Tag>{t("desk.macros.shared")}</Tag>}
                  {(row.mine || may(me, "manageServiceDesk")) && (
                    <Group gap={4}>
                      <Button
                        variant="default"
                        size="compact-sm"
                        onClick={() => {
                          setEdited(row.id);
                          form.setValues({
                            name: row.name,
                            reply: row.reply ?? "",
                            note: row.note ?? "",
                            shared: row.shared,
                            changes: row.changes.map((one) => ({ ...one })),
                          });
                        }}
                      >
                        {t("common.edit")}
                      </Button>
                      <CloseButton size="sm" aria-label={t("common.remove")} onClick={() => forget.mutate(row.id)} />
                    </Group>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Query>
      <form className={classes.inline} onSubmit={form.onSubmit((values) => make.mutate(values))}>
        <Stack gap="xs" style={{ flex: 1, maxWidth: 640 }}>
          <TextInput label={t("desk.macros.new")} maxLength={80} {...form.getInputProps("name")} />
          {form.values.changes.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a change has no name of its own while it is written
            <Group key={index} gap="xs" wrap="nowrap">
              <Select
                aria-label={t("desk.macros.change")}
                allowDeselect={false}
                data={kinds.map((value) => ({ value, label: t(`desk.macros.changes.${value}`) }))}
                value={change.kind}
                onChange={(kind) =>
                  kind && form.setFieldValue(`changes.${index}`, { kind: kind as BulkAction, value: "" })
                }
              />
              <ChangeValue
                kind={change.kind}
                value={change.value}
                onChange={(value) => form.setFieldValue(`changes.${index}.value`, value)}
              />
              <CloseButton aria-label={t("common.remove")} onClick={() => form.removeListItem("changes", index)} />
            </Group>
          ))}
          <div>
            <ActionIcon
              variant="default"
              aria-label={t("desk.macros.addChange")}
              title={t("desk.macros.addChange")}
              onClick={() => form.insertListItem("changes", { kind: "status", value: "" })}
            >
              <IconPlus size={16} />
            </ActionIcon>
          </div>
          <Textarea
            label={t("tickets.reply")}
            description={t("desk.macros.variables")}
            autosize
            minRows={3}
            maxRows={12}
            {...form.getInputProps("reply")}
          />
          <Textarea label={t("tickets.note")} autosize minRows={2} maxRows={12} {...form.getInputProps("note")} />
          {may(me, "manageServiceDesk") && (
            <Checkbox label={t("tickets.views.shared")} {...form.getInputProps("shared", { type: "checkbox" })} />
          )}
          <Group>
            <Button type="submit" loading={make.isPending}>
              {t(edited === null ? "common.create" : "common.save")}
            </Button>
            {edited !== null && (
              <Button
                variant="default"
                onClick={() => {
                  form.reset();
                  setEdited(null);
                }}
              >
                {t("common.cancel")}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

interface ChangeProps {
  kind: BulkAction;
  value: string;
  onChange: (value: string) => void;
}

function ChangeValue({ kind, value, onChange }: ChangeProps) {
  const { t } = useTranslation();
  const queues = useQuery(queuesQuery);
  const technicians = useQuery(techniciansQuery);
  const categories = useQuery(categoriesQuery);
  const label = t("desk.macros.value");
  if (kind === "tag" || kind === "untag")
    return (
      <TextInput
        aria-label={label}
        required
        maxLength={40}
        value={value}
        onChange={(e) => onChange(e.currentTarget.value)}
      />
    );
  const levels = (["high", "medium", "low"] as const).flatMap((impact) =>
    (["high", "medium", "low"] as const).map((urgency) => ({
      value: `${impact},${urgency}`,
      label: `${t(`tickets.level.${impact}`)} / ${t(`tickets.level.${urgency}`)}`,
    })),
  );
  const data = {
    status: statuses.map((one) => ({ value: one as string, label: t(`tickets.status.${one}`) })),
    assignee: [
      { value: "me", label: t("desk.macros.whoever") },
      { value: "none", label: t("tickets.nobody") },
      ...(technicians.data ?? []).map((one) => ({ value: String(one.id), label: one.name })),
    ],
    queue: (queues.data ?? []).map((one) => ({ value: String(one.id), label: one.name })),
    category: (categories.data ?? []).map((one) => ({ value: String(one.id), label: one.path })),
    priority: levels,
  }[kind];
  return (
    <Select
      aria-label={label}
      required
      searchable
      data={data}
      value={value || null}
      onChange={(next) => onChange(next ?? "")}
    />
  );
}
