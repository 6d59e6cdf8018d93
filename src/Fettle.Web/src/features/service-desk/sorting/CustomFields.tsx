import { Button, Select, Switch, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { CustomField, FieldType } from "~/api/shapes";
import { useMe } from "~/app/session";
import classes from "~/features/settings/Settings.module.css";
import { formProblem } from "~/ui/forms";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { categoriesQuery, fieldsQuery } from "../parts/sorting";

const types: FieldType[] = ["text", "number", "choice", "date", "person", "device", "yesNo"];

/** The fields of one's own making: one more, or one no longer asked for. */
export function CustomFields() {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const fields = useQuery(fieldsQuery);
  const categories = useQuery(categoriesQuery);
  const refresh = () => cache.invalidateQueries({ queryKey: fieldsQuery.queryKey });
  const form = useForm({
    initialValues: {
      name: "",
      type: "text" as FieldType,
      choices: [] as string[],
      required: false,
      kind: null as "incident" | "request" | null,
      categoryId: null as string | null,
      organisationId: String(me.organisations[0]?.id ?? "") as string | null,
    },
    validate: { name: (value) => (value.trim() ? null : t("session.needed")) },
  });
  const make = useMutation({
    mutationFn: ({ organisationId, categoryId, ...values }: typeof form.values) =>
      read(
        api.POST("/api/fields", {
          body: {
            ...values,
            organisationId: organisationId ? Number(organisationId) : null,
            categoryId: categoryId ? Number(categoryId) : null,
          },
        }),
      ),
    meta: { quiet: true },
    onSuccess: () => {
      form.reset();
      return refresh();
    },
    onError: (error) => form.setErrors({ name: formProblem(error).text, ...formProblem(error).fields }),
  });
  const ask = useMutation({
    mutationFn: ({ row, retired }: { row: CustomField; retired: boolean }) =>
      read(
        api.PUT("/api/fields/{fieldId}", {
          params: { path: { fieldId: row.id } },
          body: {
            name: row.name,
            choices: row.choices,
            required: row.required,
            kind: row.kind,
            categoryId: row.categoryId,
            retired,
          },
        }),
      ),
    onSettled: refresh,
  });
  return (
    <Panel title={t("desk.fields.title")} flush>
      <Query of={fields} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t("desk.fields.none")} hint={t("desk.fields.noneHint")} />
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <li key={row.id}>
                  <strong>{row.name}</strong>
                  <span className="f-dim">{t(`desk.fields.types.${row.type}`)}</span>
                  {row.required && <Tag tone="amber">{t("desk.fields.required")}</Tag>}
                  <Switch
                    size="xs"
                    label={t("desk.fields.asked")}
                    checked={!row.retired}
                    onChange={(event) => ask.mutate({ row, retired: !event.currentTarget.checked })}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Query>
      <form className={classes.inline} onSubmit={form.onSubmit((values) => make.mutate(values))}>
        <TextInput label={t("desk.fields.newField")} maxLength={80} {...form.getInputProps("name")} />
        <Select
          label={t("desk.fields.type")}
          allowDeselect={false}
          data={types.map((value) => ({ value, label: t(`desk.fields.types.${value}`) }))}
          {...form.getInputProps("type")}
        />
        {form.values.type === "choice" && (
          <TagsInput label={t("desk.fields.choices")} {...form.getInputProps("choices")} />
        )}
        <Select
          label={t("tickets.fields.kind")}
          clearable
          placeholder={t("desk.fields.all")}
          data={(["incident", "request"] as const).map((value) => ({ value, label: t(`tickets.kind.${value}`) }))}
          {...form.getInputProps("kind")}
        />
        <Select
          label={t("desk.fields.category")}
          clearable
          searchable
          placeholder={t("desk.fields.all")}
          data={categories.data?.map((one) => ({ value: String(one.id), label: one.path })) ?? []}
          {...form.getInputProps("categoryId")}
        />
        <Select
          label={t("common.organisation")}
          clearable
          placeholder={t("desk.fields.everywhere")}
          data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
          {...form.getInputProps("organisationId")}
        />
        <Switch mb={8} label={t("desk.fields.required")} {...form.getInputProps("required", { type: "checkbox" })} />
        <Button type="submit" loading={make.isPending}>
          {t("common.create")}
        </Button>
      </form>
    </Panel>
  );
}
