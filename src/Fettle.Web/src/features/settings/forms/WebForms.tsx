import {
  Button,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPlus } from "@tabler/icons-react";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { WebForm } from "~/api/shapes";
import { useMe } from "~/app/session";
import { queuesQuery } from "~/features/service-desk/queue/queries";
import { Command } from "~/ui/Command";
import { formProblem } from "~/ui/forms";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import classes from "../Settings.module.css";

const formsQuery = queryOptions({
  queryKey: ["web-forms"],
  queryFn: ({ signal }) => read(api.GET("/api/web-forms", { signal })),
});

/** Forms that stand on pages outside Fettle, for people who do not sign in. */
export function WebForms() {
  const { t } = useTranslation();
  const forms = useQuery(formsQuery);
  const [edited, edit] = useState<WebForm | "new" | null>(null);
  return (
    <Panel
      title={t("forms.title")}
      flush
      actions={
        <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => edit("new")}>
          {t("forms.new")}
        </Button>
      }
    >
      <Query of={forms} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t("forms.none")} hint={t("forms.noneHint")} />
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <li key={row.id}>
                  <span>
                    <strong>{row.name}</strong>{" "}
                    <span className="f-dim">{t("forms.reports", { count: row.reports })}</span>
                  </span>
                  {!row.enabled && <Tag tone="amber">{t("forms.off")}</Tag>}
                  <Button variant="default" size="compact-sm" onClick={() => edit(row)}>
                    {t("common.edit")}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Query>
      <Modal opened={edited !== null} onClose={() => edit(null)} title={t("forms.title")} size="lg">
        {edited && <EditForm form={edited === "new" ? null : edited} onDone={() => edit(null)} />}
      </Modal>
    </Panel>
  );
}

function EditForm({ form: known, onDone }: { form: WebForm | null; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const queues = useQuery(queuesQuery);
  const done = async () => {
    await cache.invalidateQueries({ queryKey: formsQuery.queryKey });
    onDone();
  };
  const form = useForm({
    initialValues: {
      organisationId: String(known?.organisationId ?? me.organisations[0]?.id ?? ""),
      name: known?.name ?? "",
      introduction: known?.introduction ?? "",
      queueId: known?.queueId ? String(known.queueId) : null,
      origins: [...(known?.origins ?? [])],
      perHour: known?.perHour ?? 60,
      enabled: known?.enabled ?? true,
    },
    validate: { name: (value) => (value.trim() ? null : t("session.needed")) },
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: ({ organisationId, queueId, introduction, ...rest }: typeof form.values) => {
      const body = { ...rest, introduction: introduction.trim() || null, queueId: queueId ? Number(queueId) : null };
      return known
        ? read(api.PUT("/api/web-forms/{formId}", { params: { path: { formId: known.id } }, body }))
        : read(api.POST("/api/web-forms", { body: { organisationId: Number(organisationId), form: body } }));
    },
    onSuccess: done,
    onError: (error) => form.setErrors({ name: formProblem(error).text ?? undefined, ...formProblem(error).fields }),
  });
  const remove = useMutation({
    mutationFn: () => read(api.DELETE("/api/web-forms/{formId}", { params: { path: { formId: known?.id ?? 0 } } })),
    onSuccess: done,
  });
  const own = (queues.data ?? []).filter((one) => one.organisationId === Number(form.values.organisationId));
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        {!known && me.organisations.length > 1 && (
          <Select
            label={t("common.organisation")}
            allowDeselect={false}
            data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            {...form.getInputProps("organisationId")}
          />
        )}
        <TextInput label={t("common.name")} maxLength={80} {...form.getInputProps("name")} />
        <Textarea
          label={t("forms.introduction")}
          autosize
          minRows={2}
          maxRows={8}
          {...form.getInputProps("introduction")}
        />
        <Select
          label={t("tickets.fields.queue")}
          clearable
          placeholder={t("forms.firstQueue")}
          data={own.map((one) => ({ value: String(one.id), label: one.name }))}
          {...form.getInputProps("queueId")}
        />
        <TagsInput
          label={t("forms.origins")}
          description={t("forms.originsHint")}
          placeholder="https://www.example.org"
          {...form.getInputProps("origins")}
        />
        <NumberInput label={t("forms.perHour")} min={1} max={10000} w={160} {...form.getInputProps("perHour")} />
        <Switch label={t("forms.enabled")} {...form.getInputProps("enabled", { type: "checkbox" })} />
        {known && (
          <>
            <TextInput label={t("forms.address")} readOnly value={known.address} />
            <Command
              label={t("forms.embed")}
              lines={[
                `<iframe src="${known.address}" title="${known.name.replaceAll('"', "")}" style="border:0;width:100%;height:640px"></iframe>`,
              ]}
            />
          </>
        )}
        <Group justify="space-between">
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
          {known && (
            <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t("common.remove")}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
