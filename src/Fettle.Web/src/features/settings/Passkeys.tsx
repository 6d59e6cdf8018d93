import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconFingerprint, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { meQuery } from "~/app/session";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { When } from "~/ui/When";
import { addPasskey } from "../session/passkeys";
import { WithPasskeys } from "../session/WithPasskeys";
import classes from "./Settings.module.css";

const key = ["me", "passkeys"];

export function Passkeys() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [name, setName] = useState("");
  const passkeys = useQuery({ queryKey: key, queryFn: ({ signal }) => read(api.GET("/api/me/passkeys", { signal })) });
  const refresh = () =>
    Promise.all([cache.invalidateQueries({ queryKey: key }), cache.invalidateQueries({ queryKey: meQuery.queryKey })]);
  const add = useMutation({
    mutationFn: addPasskey,
    onSuccess: () => {
      setName("");
      return refresh();
    },
  });
  const remove = useMutation({
    mutationFn: (id: number) => read(api.DELETE("/api/me/passkeys/{id}", { params: { path: { id } } })),
    onSuccess: refresh,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(name.trim());
  };
  return (
    <Panel title={t("settings.passkeys")} flush>
      <Query of={passkeys} rows={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              icon={<IconFingerprint size={26} stroke={1.5} />}
              title={t("settings.noPasskeys")}
              hint={t("settings.noPasskeysHint")}
            />
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <li key={row.id}>
                  <strong>{row.name}</strong>
                  <span className="f-dim">
                    <When at={row.createdAt} />
                  </span>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t("common.remove")}
                    onClick={() => remove.mutate(row.id)}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </li>
              ))}
            </ul>
          )
        }
      </Query>
      <WithPasskeys>
        <form className={classes.inline} onSubmit={submit}>
          <TextInput
            label={t("settings.passkeyName")}
            required
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={add.isPending}>
            {t("settings.addPasskey")}
          </Button>
        </form>
      </WithPasskeys>
    </Panel>
  );
}
