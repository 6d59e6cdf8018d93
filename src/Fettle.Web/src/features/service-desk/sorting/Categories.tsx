import { Button, Select, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { useMe } from "~/app/session";
import classes from "~/features/settings/Settings.module.css";
import { formProblem } from "~/ui/forms";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { categoriesQuery } from "../parts/sorting";

/** The tree of categories: one more, or one no longer offered. */
export function Categories() {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const categories = useQuery(categoriesQuery);
  const refresh = () => cache.invalidateQueries({ queryKey: categoriesQuery.queryKey });
  const form = useForm({
    initialValues: { name: "", parentId: null as string | null, organisationId: String(me.organisations[0]?.id ?? "") },
    validate: { name: (value) => (value.trim() ? null : t("session.needed")) },
  });
  const make = useMutation({
    mutationFn: ({ name, parentId, organisationId }: typeof form.values) =>
      read(
        api.POST("/api/categories", {
          body: {
            name,
            parentId: parentId ? Number(parentId) : null,
            organisationId: organisationId ? Number(organisationId) : null,
          },
        }),
      ),
    meta: { quiet: true },
    onSuccess: () => {
      form.setFieldValue("name", "");
      return refresh();
    },
    onError: (error) => form.setErrors({ name: formProblem(error).text, ...formProblem(error).fields }),
  });
  const offer = useMutation({
    mutationFn: ({ id, name, retired }: { id: number; name: string; retired: boolean }) =>
      read(api.PUT("/api/categories/{categoryId}", { params: { path: { categoryId: id } }, body: { name, retired } })),
    onSettled: refresh,
  });
  return (
    <Panel title={t("desk.fields.categories")} flush>
      <Query of={categories} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t("desk.fields.noCategories")} hint={t("desk.fields.noCategoriesHint")} />
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <li key={row.id}>
                  <strong>{row.path}</strong>
                  <span className="f-dim">
                    {row.organisationId === null
                      ? t("desk.fields.everywhere")
                      : me.organisations.find((one) => one.id === row.organisationId)?.name}
                  </span>
                  <Switch
                    size="xs"
                    label={t("desk.fields.offered")}
                    checked={!row.retired}
                    onChange={(event) =>
                      offer.mutate({ id: row.id, name: row.name, retired: !event.currentTarget.checked })
                    }
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Query>
      <form className={classes.inline} onSubmit={form.onSubmit((values) => make.mutate(values))}>
        <TextInput label={t("desk.fields.newCategory")} maxLength={80} {...form.getInputProps("name")} />
        <Select
          label={t("desk.fields.below")}
          clearable
          searchable
          data={categories.data?.map((one) => ({ value: String(one.id), label: one.path })) ?? []}
          {...form.getInputProps("parentId")}
        />
        <Select
          label={t("common.organisation")}
          clearable
          placeholder={t("desk.fields.everywhere")}
          data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
          {...form.getInputProps("organisationId")}
        />
        <Button type="submit" loading={make.isPending}>
          {t("common.create")}
        </Button>
      </form>
    </Panel>
  );
}
