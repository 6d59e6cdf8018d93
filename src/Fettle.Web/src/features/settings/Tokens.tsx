import { ActionIcon, Alert, Button, Checkbox, NumberInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Permission } from "~/api/shapes";
import { useMe } from "~/app/session";
import { Command } from "~/ui/Command";
import { formProblem } from "~/ui/forms";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Table } from "~/ui/Table";
import { When } from "~/ui/When";
import classes from "./Settings.module.css";

const key = ["me", "tokens"];

/** Keys for programs that act in one's name, with no more rights than are ticked. */
export function Tokens() {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const tokens = useQuery({ queryKey: key, queryFn: ({ signal }) => read(api.GET("/api/me/tokens", { signal })) });
  const refresh = () => cache.invalidateQueries({ queryKey: key });
  const form = useForm({
    initialValues: { name: "", scopes: [] as string[], days: 90 },
    validate: {
      name: (value) => (value.trim() ? null : t("session.needed")),
      scopes: (value) => (value.length > 0 ? null : t("settings.scopeNeeded")),
    },
  });
  const make = useMutation({
    mutationFn: ({ name, scopes, days }: typeof form.values) =>
      read(
        api.POST("/api/me/tokens", {
          body: {
            name,
            scopes: scopes as Permission[],
            organisationId: null,
            expiresAt: new Date(Date.now() + days * 86_400_000).toISOString(),
          },
        }),
      ),
    onSuccess: () => {
      form.reset();
      return refresh();
    },
    onError: (error) => form.setErrors(formProblem(error).fields),
  });
  const remove = useMutation({
    mutationFn: (id: number) => read(api.DELETE("/api/me/tokens/{id}", { params: { path: { id } } })),
    onSuccess: refresh,
  });
  return (
    <div className={classes.stack}>
      <Panel title={t("settings.newToken")}>
        {make.data && (
          <Alert mb="md" title={t("settings.tokenOnce")}>
            <Command lines={[make.data.token]} label={t("settings.newToken")} />
          </Alert>
        )}
        <form className={classes.stack} onSubmit={form.onSubmit((values) => make.mutate(values))}>
          <div className={classes.form}>
            <TextInput label={t("settings.tokenFor")} maxLength={60} {...form.getInputProps("name")} />
            <NumberInput label={t("devices.enrol.days")} min={1} max={365} {...form.getInputProps("days")} />
          </div>
          <Checkbox.Group label={t("settings.scopes")} {...form.getInputProps("scopes")}>
            <div className={classes.scopes}>
              {me.permissions.map((permission) => (
                <Checkbox key={permission} value={permission} label={t(`settings.permission.${permission}`)} />
              ))}
            </div>
          </Checkbox.Group>
          <div>
            <Button type="submit" loading={make.isPending}>
              {t("devices.enrol.make")}
            </Button>
          </div>
        </form>
      </Panel>
      <Panel title={t("settings.tabs.tokens")} flush>
        <Query of={tokens} rows={2}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title={t("settings.noTokens")} hint={t("settings.noTokensHint")} />
            ) : (
              <Table
                label={t("settings.tabs.tokens")}
                rows={rows}
                rowKey={(row) => row.id}
                columns={[
                  { key: "name", head: t("common.name"), cell: (row) => row.name },
                  {
                    key: "scopes",
                    head: t("settings.scopes"),
                    wide: true,
                    cell: (row) => row.scopes.map((scope) => t(`settings.permission.${scope}`)).join(", "),
                  },
                  {
                    key: "expires",
                    head: t("common.expires"),
                    cell: (row) => (row.expiresAt ? <When at={row.expiresAt} /> : t("common.never")),
                  },
                  {
                    key: "used",
                    head: t("settings.used"),
                    wide: true,
                    cell: (row) => (row.lastUsedAt ? <When at={row.lastUsedAt} /> : t("common.never")),
                  },
                  {
                    key: "remove",
                    head: <span className="f-hidden">{t("common.actions")}</span>,
                    align: "end",
                    cell: (row) => (
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={t("common.remove")}
                        onClick={() => remove.mutate(row.id)}
                      >
                        <IconTrash size={16} />
                      </ActionIcon>
                    ),
                  },
                ]}
              />
            )
          }
        </Query>
      </Panel>
    </div>
  );
}
