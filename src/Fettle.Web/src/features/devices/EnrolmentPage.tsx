import { ActionIcon, Alert, Button, NumberInput, Select, TextInput, Tooltip } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { useMe } from "~/app/session";
import { Command } from "~/ui/Command";
import { formProblem } from "~/ui/forms";
import { Page, Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Table } from "~/ui/Table";
import { When } from "~/ui/When";
import classes from "./Enrolment.module.css";
import { tokensQuery } from "./queries";

/** Makes a token and shows the one command that takes a device in. */
export function EnrolmentPage() {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const tokens = useQuery(tokensQuery);
  const refresh = () => cache.invalidateQueries({ queryKey: tokensQuery.queryKey });
  const form = useForm({
    initialValues: {
      name: t("devices.enrol.defaultName"),
      organisationId: String(me.organisations[0]?.id ?? ""),
      uses: 1,
      days: 7,
    },
  });
  const make = useMutation({
    mutationFn: ({ name, organisationId, uses, days }: typeof form.values) =>
      read(
        api.POST("/api/enrolment-tokens", {
          body: {
            name,
            organisationId: Number(organisationId),
            uses,
            expiresAt: new Date(Date.now() + days * 86_400_000).toISOString(),
          },
        }),
      ),
    onSuccess: refresh,
    onError: (error) => form.setErrors(formProblem(error).fields),
  });
  const end = useMutation({
    mutationFn: (id: number) => read(api.DELETE("/api/enrolment-tokens/{id}", { params: { path: { id } } })),
    onSuccess: refresh,
  });
  return (
    <Page title={t("devices.enrol.title")} lead={t("devices.enrol.lead")}>
      <Panel title={t("devices.enrol.step1")}>
        <form className={classes.form} onSubmit={form.onSubmit((values) => make.mutate(values))}>
          <TextInput label={t("devices.enrol.what")} required {...form.getInputProps("name")} />
          <Select
            label={t("common.organisation")}
            allowDeselect={false}
            data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            {...form.getInputProps("organisationId")}
          />
          <NumberInput label={t("devices.enrol.uses")} min={1} max={10000} {...form.getInputProps("uses")} />
          <NumberInput label={t("devices.enrol.days")} min={1} max={365} {...form.getInputProps("days")} />
          <Button type="submit" loading={make.isPending}>
            {t("devices.enrol.make")}
          </Button>
        </form>
      </Panel>
      {make.data && (
        <Panel title={t("devices.enrol.step2")}>
          <div className={classes.commands}>
            <Alert>{t("devices.enrol.once")}</Alert>
            <h3>{t("devices.enrol.linux")}</h3>
            <Command lines={[make.data.commands.linux]} label={t("devices.enrol.linux")} />
            <h3>{t("devices.enrol.windows")}</h3>
            <Command lines={[make.data.commands.windows]} label={t("devices.enrol.windows")} />
          </div>
        </Panel>
      )}
      <Panel title={t("devices.enrol.open")} flush>
        <Query of={tokens} rows={3}>
          {({ items }) => {
            const rows = items.filter((row) => row.usable);
            return rows.length === 0 ? (
              <Empty title={t("devices.enrol.none")} hint={t("devices.enrol.noneHint")} />
            ) : (
              <Table
                label={t("devices.enrol.open")}
                rows={rows}
                rowKey={(row) => row.id}
                columns={[
                  { key: "name", head: t("common.name"), cell: (row) => row.name },
                  { key: "uses", head: t("devices.enrol.left"), align: "end", cell: (row) => row.uses - row.used },
                  {
                    key: "expires",
                    head: t("common.expires"),
                    align: "end",
                    cell: (row) => <When at={row.expiresAt} />,
                  },
                  {
                    key: "end",
                    head: <span className="f-hidden">{t("common.actions")}</span>,
                    align: "end",
                    cell: (row) => (
                      <Tooltip label={t("devices.enrol.end")}>
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          aria-label={t("devices.enrol.end")}
                          onClick={() => end.mutate(row.id)}
                        >
                          <IconTrash size={16} />
                        </ActionIcon>
                      </Tooltip>
                    ),
                  },
                ]}
              />
            );
          }}
        </Query>
      </Panel>
    </Page>
  );
}
