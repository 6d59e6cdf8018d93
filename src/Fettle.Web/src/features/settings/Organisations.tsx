import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Named } from "~/api/shapes";
import { meQuery } from "~/app/session";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { organisationsQuery, sitesQuery } from "../people/queries";
import { MailDomains } from "./mail/MailDomains";
import classes from "./Settings.module.css";

/** The organisations that are served, kept strictly apart, and their sites. */
export function Organisations() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const organisations = useQuery(organisationsQuery);
  const refresh = () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: organisationsQuery.queryKey }),
      cache.invalidateQueries({ queryKey: meQuery.queryKey }),
    ]);
  const make = useMutation({
    mutationFn: (name: string) => read(api.POST("/api/organisations", { body: { name } })),
    onSuccess: refresh,
  });
  return (
    <div className={classes.stack}>
      <Query of={organisations} rows={3}>
        {(rows) => rows.map((row) => <OneOrganisation key={row.id} organisation={row} />)}
      </Query>
      <Panel>
        <NameForm label={t("settings.newOrganisation")} busy={make.isPending} onMake={(name) => make.mutate(name)} />
      </Panel>
    </div>
  );
}

function OneOrganisation({ organisation }: { organisation: Named }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const sites = useQuery(sitesQuery(organisation.id));
  const path = { id: organisation.id };
  const make = useMutation({
    mutationFn: (name: string) =>
      read(
        api.POST("/api/organisations/{id}/sites", { params: { path }, body: { name, address: null, timeZone: null } }),
      ),
    onSuccess: () => cache.invalidateQueries({ queryKey: sitesQuery(organisation.id).queryKey }),
  });
  return (
    <Panel title={organisation.name} flush>
      <Query of={sites} rows={1}>
        {(rows) => (
          <ul className={classes.list}>
            {rows.map((row) => (
              <li key={row.id}>{row.name}</li>
            ))}
          </ul>
        )}
      </Query>
      <div className={classes.inline}>
        <MailDomains organisation={organisation.id} />
      </div>
      <div className={classes.inline}>
        <NameForm label={t("settings.newSite")} busy={make.isPending} onMake={(name) => make.mutate(name)} />
      </div>
    </Panel>
  );
}

function NameForm({ label, busy, onMake }: { label: string; busy: boolean; onMake: (name: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onMake(name.trim());
    setName("");
  };
  return (
    <form className={classes.row} onSubmit={submit}>
      <TextInput
        aria-label={label}
        placeholder={label}
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={busy}>
        {t("common.create")}
      </Button>
    </form>
  );
}
