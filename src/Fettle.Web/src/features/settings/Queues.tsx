import { Button, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { useMe } from "~/app/session";
import { formProblem } from "~/ui/forms";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { queuesQuery } from "../service-desk/queue/queries";
import classes from "./Settings.module.css";

export function Queues() {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const queues = useQuery(queuesQuery);
  const form = useForm({
    initialValues: { name: "", organisationId: String(me.organisations[0]?.id ?? "") },
    validate: { name: (value) => (value.trim() ? null : t("session.needed")) },
  });
  const make = useMutation({
    mutationFn: ({ name, organisationId }: typeof form.values) =>
      read(api.POST("/api/queues", { body: { name, organisationId: Number(organisationId) } })),
    onSuccess: () => {
      form.reset();
      return cache.invalidateQueries({ queryKey: queuesQuery.queryKey });
    },
    onError: (error) => form.setErrors(formProblem(error).fields),
  });
  return (
    <Panel title={t("settings.tabs.queues")} flush>
      <Query of={queues} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t("settings.noQueues")} />
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <li key={row.id}>
                  <strong>{row.name}</strong>
                  <span className="f-dim">{me.organisations.find((one) => one.id === row.organisationId)?.name}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Query>
      <form className={classes.inline} onSubmit={form.onSubmit((values) => make.mutate(values))}>
        <TextInput label={t("settings.newQueue")} maxLength={60} {...form.getInputProps("name")} />
        {me.organisations.length > 1 && (
          <Select
            label={t("common.organisation")}
            allowDeselect={false}
            data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            {...form.getInputProps("organisationId")}
          />
        )}
        <Button type="submit" loading={make.isPending}>
          {t("common.create")}
        </Button>
      </form>
    </Panel>
  );
}
