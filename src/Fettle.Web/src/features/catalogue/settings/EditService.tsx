import {
  Alert,
  Button,
  Checkbox,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Tabs,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Role } from "~/api/shapes";
import { useMe } from "~/app/session";
import { formProblem } from "~/ui/forms";
import { ownReach } from "../../service-desk/promises/ownReach";
import { queuesQuery } from "../../service-desk/queue/queries";
import classes from "../Catalogue.module.css";
import type { Service, ServiceView } from "../queries";
import { iconNames } from "../ServiceIcon";
import { roles, teamsQuery } from "./choices";
import { EditApprovals } from "./EditApprovals";
import { EditFields } from "./EditFields";
import { EditTasks } from "./EditTasks";

/** A service in four parts: what it is, its form, who agrees, and the tasks. */
export function EditService({ view, onDone }: { view?: ServiceView; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const [draft, setDraft] = useState<Service>(
    view?.service ?? {
      name: "",
      organisationId: ownReach(me),
      icon: "box",
      fields: [],
      approvals: [],
      tasks: [],
      resolveWhenDone: true,
      retired: false,
    },
  );
  const change = (part: Partial<Service>) => setDraft((before) => ({ ...before, ...part }));
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      view
        ? read(
            api.PUT("/api/services/{id}", {
              params: { path: { id: view.id } },
              body: { service: draft, version: view.version },
            }),
          )
        : read(api.POST("/api/services", { body: draft })),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ["services"] });
      onDone();
    },
  });
  const problem = save.error ? formProblem(save.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {problem && (
          <Alert color="red" role="alert">
            {problem.text ??
              Object.entries(problem.fields)
                .map(([field, why]) => `${field} ${why}`)
                .join(" · ")}
          </Alert>
        )}
        <Tabs defaultValue="service">
          <Tabs.List mb="md">
            <Tabs.Tab value="service">{t("catalogue.service")}</Tabs.Tab>
            <Tabs.Tab value="fields">{t("catalogue.parts.fields", { count: draft.fields.length })}</Tabs.Tab>
            <Tabs.Tab value="approvals">{t("catalogue.parts.approvals", { count: draft.approvals.length })}</Tabs.Tab>
            <Tabs.Tab value="tasks">{t("catalogue.parts.tasks", { count: draft.tasks.length })}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="service">
            <General draft={draft} existing={!!view} onChange={change} />
          </Tabs.Panel>
          <Tabs.Panel value="fields">
            <EditFields fields={draft.fields} onChange={(fields) => change({ fields })} />
          </Tabs.Panel>
          <Tabs.Panel value="approvals">
            <EditApprovals draft={draft} onChange={(approvals) => change({ approvals })} />
          </Tabs.Panel>
          <Tabs.Panel value="tasks">
            <EditTasks draft={draft} signingKey={view?.signingKey} onChange={(tasks) => change({ tasks })} />
          </Tabs.Panel>
        </Tabs>
        {(!view || view.mayChange) && (
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
        )}
      </Stack>
    </form>
  );
}

interface Props {
  draft: Service;
  existing: boolean;
  onChange: (part: Partial<Service>) => void;
}

function General({ draft, existing, onChange }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const queues = useQuery(queuesQuery);
  const teams = useQuery(teamsQuery);
  const everywhere = ownReach(me) === null;
  const number = (value: string | number) => (value === "" ? null : Number(value));
  return (
    <Stack gap="sm">
      <div className={classes.line}>
        <TextInput
          label={t("common.name")}
          required
          maxLength={80}
          value={draft.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t("catalogue.category")}
          maxLength={60}
          value={draft.category ?? ""}
          onChange={(event) => onChange({ category: event.currentTarget.value || null })}
        />
        <Select
          label={t("catalogue.icon")}
          allowDeselect={false}
          data={iconNames}
          value={draft.icon ?? "box"}
          onChange={(icon) => onChange({ icon })}
        />
      </div>
      <Textarea
        label={t("catalogue.description")}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.description ?? ""}
        onChange={(event) => onChange({ description: event.currentTarget.value || null })}
      />
      <div className={classes.line}>
        <Select
          label={t("common.organisation")}
          disabled={existing}
          clearable={everywhere}
          placeholder={t("catalogue.everybody")}
          data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
          value={draft.organisationId ? String(draft.organisationId) : null}
          onChange={(id) => onChange({ organisationId: id ? Number(id) : null, queueId: null })}
        />
        <Select
          label={t("tickets.fields.queue")}
          clearable
          disabled={!draft.organisationId}
          placeholder={t("catalogue.firstQueue")}
          data={(queues.data ?? [])
            .filter((one) => one.organisationId === draft.organisationId)
            .map((one) => ({ value: String(one.id), label: one.name }))}
          value={draft.queueId ? String(draft.queueId) : null}
          onChange={(id) => onChange({ queueId: id ? Number(id) : null })}
        />
      </div>
      <div className={classes.line}>
        <NumberInput
          label={t("catalogue.expectedDays")}
          min={0}
          max={365}
          value={draft.expectedDays ?? ""}
          onChange={(value) => onChange({ expectedDays: number(value) })}
        />
        <NumberInput
          label={t("catalogue.cost")}
          min={0}
          decimalScale={2}
          value={draft.cost ?? ""}
          onChange={(value) => onChange({ cost: number(value) })}
        />
        <TextInput
          label={t("catalogue.currency")}
          maxLength={3}
          value={draft.currency ?? "EUR"}
          onChange={(event) => onChange({ currency: event.currentTarget.value.toUpperCase() })}
        />
      </div>
      <div className={classes.line}>
        <MultiSelect
          label={t("catalogue.forRoles")}
          placeholder={t("catalogue.everybody")}
          data={roles.map((value) => ({ value, label: t(`people.role.${value}`) }))}
          value={draft.audience?.roles ?? []}
          onChange={(value) => onChange({ audience: { ...draft.audience, roles: value as Role[] } })}
        />
        <MultiSelect
          label={t("catalogue.forTeams")}
          placeholder={t("catalogue.everybody")}
          data={(teams.data ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
          value={(draft.audience?.teamIds ?? []).map(String)}
          onChange={(value) => onChange({ audience: { ...draft.audience, teamIds: value.map(Number) } })}
        />
        {!draft.organisationId && (
          <MultiSelect
            label={t("catalogue.forOrganisations")}
            placeholder={t("catalogue.everybody")}
            data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            value={(draft.audience?.organisationIds ?? []).map(String)}
            onChange={(value) => onChange({ audience: { ...draft.audience, organisationIds: value.map(Number) } })}
          />
        )}
      </div>
      <Checkbox
        label={t("catalogue.resolveWhenDone")}
        checked={draft.resolveWhenDone === true}
        onChange={(event) => onChange({ resolveWhenDone: event.currentTarget.checked })}
      />
      <Checkbox
        label={t("catalogue.offered")}
        checked={draft.retired !== true}
        onChange={(event) => onChange({ retired: !event.currentTarget.checked })}
      />
    </Stack>
  );
}
