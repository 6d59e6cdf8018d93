import { Button, Group, Modal, Select, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Level, TicketTemplate } from "~/api/shapes";
import { useMe } from "~/app/session";
import classes from "~/features/settings/Settings.module.css";
import { formProblem } from "~/ui/forms";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { categoriesQuery } from "../parts/sorting";
import { queuesQuery } from "../queue/queries";
import { templatesQuery } from "./queries";
import { Recurring } from "./Recurring";

/** What tickets that come up again and again begin with, and which of them are made by themselves. */
export function Templates() {
  const { t } = useTranslation();
  const templates = useQuery(templatesQuery);
  const [edited, edit] = useState<TicketTemplate | "new" | null>(null);
  return (
    <div style={{ display: "grid", gap: 16 }}>
      <Panel
        title={t("work.templates")}
        flush
        actions={
          <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => edit("new")}>
            {t("work.newTemplate")}
          </Button>
        }
      >
        <Query of={templates} rows={3}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title={t("work.noTemplates")} hint={t("work.noTemplatesHint")} />
            ) : (
              <ul className={classes.list}>
                {rows.map((row) => (
                  <li key={row.id}>
                    <span>
                      <strong>{row.name}</strong>{" "}
                      <span className="f-dim">
                        {row.subject}
                        {row.checklist.length > 0 && ` · ${t("work.checks", { count: row.checklist.length })}`}
                      </span>
                    </span>
                    <Button variant="default" size="compact-sm" onClick={() => edit(row)}>
                      {t("common.edit")}
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </Query>
        <Modal opened={edited !== null} onClose={() => edit(null)} title={t("work.template")} size="lg">
          {edited && <EditTemplate template={edited === "new" ? null : edited} onDone={() => edit(null)} />}
        </Modal>
      </Panel>
      {(templates.data?.length ?? 0) > 0 && <Recurring templates={templates.data ?? []} />}
    </div>
  );
}

const levels: Level[] = ["low", "medium", "high"];

function EditTemplate({ template, onDone }: { template: TicketTemplate | null; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const queues = useQuery(queuesQuery);
  const categories = useQuery(categoriesQuery);
  const done = async () => {
    await cache.invalidateQueries({ queryKey: templatesQuery.queryKey });
    onDone();
  };
  const form = useForm({
    initialValues: {
      organisationId: String(template?.organisationId ?? me.organisations[0]?.id ?? ""),
      name: template?.name ?? "",
      kind: (template?.kind ?? "request") as "incident" | "request",
      subject: template?.subject ?? "",
      body: template?.body ?? "",
      queueId: template?.queueId ? String(template.queueId) : null,
      categoryId: template?.categoryId ? String(template.categoryId) : null,
      impact: (template?.impact ?? "medium") as Level,
      urgency: (template?.urgency ?? "medium") as Level,
      tags: [...(template?.tags ?? [])],
      checklist: (template?.checklist ?? []).join("\n"),
    },
    validate: {
      name: (value) => (value.trim() ? null : t("session.needed")),
      subject: (value) => (value.trim() ? null : t("session.needed")),
    },
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: ({ organisationId, queueId, categoryId, checklist, body, ...rest }: typeof form.values) => {
      const said = {
        ...rest,
        body: body.trim() || null,
        queueId: queueId ? Number(queueId) : null,
        categoryId: categoryId ? Number(categoryId) : null,
        checklist: checklist
          .split("\n")
          .map((one) => one.trim())
          .filter(Boolean),
        fields: template?.fields ?? [],
      };
      return template
        ? read(
            api.PUT("/api/ticket-templates/{templateId}", {
              params: { path: { templateId: template.id } },
              body: said,
            }),
          )
        : read(api.POST("/api/ticket-templates", { body: { organisationId: Number(organisationId), template: said } }));
    },
    onSuccess: done,
    onError: (error) => form.setErrors({ name: formProblem(error).text ?? undefined, ...formProblem(error).fields }),
  });
  const remove = useMutation({
    mutationFn: () =>
      read(api.DELETE("/api/ticket-templates/{templateId}", { params: { path: { templateId: template?.id ?? 0 } } })),
    onSuccess: done,
  });
  const organisation = Number(form.values.organisationId);
  const level = levels.map((value) => ({ value, label: t(`tickets.level.${value}`) }));
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        {!template && me.organisations.length > 1 && (
          <Select
            label={t("common.organisation")}
            allowDeselect={false}
            data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            {...form.getInputProps("organisationId")}
          />
        )}
        <TextInput label={t("common.name")} maxLength={80} {...form.getInputProps("name")} />
        <Group grow>
          <Select
            label={t("tickets.fields.kind")}
            allowDeselect={false}
            data={(["incident", "request"] as const).map((value) => ({ value, label: t(`tickets.kind.${value}`) }))}
            {...form.getInputProps("kind")}
          />
          <Select
            label={t("tickets.fields.queue")}
            clearable
            data={(queues.data ?? [])
              .filter((one) => one.organisationId === organisation)
              .map((one) => ({ value: String(one.id), label: one.name }))}
            {...form.getInputProps("queueId")}
          />
        </Group>
        <TextInput label={t("tickets.fields.subject")} maxLength={200} {...form.getInputProps("subject")} />
        <Textarea label={t("tickets.new.body")} autosize minRows={3} maxRows={12} {...form.getInputProps("body")} />
        <Textarea
          label={t("work.checklist")}
          description={t("work.checklistHint")}
          autosize
          minRows={3}
          maxRows={14}
          {...form.getInputProps("checklist")}
        />
        <Select
          label={t("desk.fields.category")}
          clearable
          searchable
          data={(categories.data ?? [])
            .filter((one) => !one.retired && (one.organisationId === null || one.organisationId === organisation))
            .map((one) => ({ value: String(one.id), label: one.path }))}
          {...form.getInputProps("categoryId")}
        />
        <Group grow>
          <Select label={t("tickets.impact")} allowDeselect={false} data={level} {...form.getInputProps("impact")} />
          <Select label={t("tickets.urgency")} allowDeselect={false} data={level} {...form.getInputProps("urgency")} />
        </Group>
        <TagsInput label={t("tickets.fields.tags")} maxTags={20} {...form.getInputProps("tags")} />
        <Group justify="space-between">
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
          {template && (
            <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t("common.remove")}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
