import { MultiSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Role } from "~/api/shapes";
import classes from "../Catalogue.module.css";
import type { ApprovalRule, Service } from "../queries";
import { roles, teamsQuery } from "./choices";
import { EditCondition } from "./EditCondition";
import { Rows } from "./Rows";

const ways: ApprovalRule["by"][] = ["manager", "persons", "team", "role"];
const ends: NonNullable<ApprovalRule["afterDeadline"]>[] = ["wait", "refuse", "passOn"];

/** Who has to agree: those of one stage are asked together, the stages one after the other. */
export function EditApprovals({ draft, onChange }: { draft: Service; onChange: (rules: ApprovalRule[]) => void }) {
  const { t } = useTranslation();
  const teams = useQuery(teamsQuery);
  const people = useQuery({
    queryKey: ["people", "approvers", draft.organisationId],
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/people", {
          params: { query: { limit: 200, organisationId: draft.organisationId ?? undefined } },
          signal,
        }),
      ),
  });
  return (
    <Rows
      rows={draft.approvals}
      title={(rule) => `${rule.stage}. ${rule.name}`}
      add={t("catalogue.addApproval")}
      none={t("catalogue.noApprovalRules")}
      fresh={(): ApprovalRule => ({
        name: t("catalogue.by.manager"),
        stage: (draft.approvals.at(-1)?.stage ?? 0) + 1,
        by: "manager",
        quorum: 1,
        deadlineHours: 72,
        remindHours: 24,
        afterDeadline: "wait",
      })}
      onChange={onChange}
    >
      {(rule, change) => (
        <>
          <div className={classes.line}>
            <TextInput
              size="xs"
              label={t("common.name")}
              required
              maxLength={80}
              value={rule.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <NumberInput
              size="xs"
              label={t("catalogue.stage")}
              min={1}
              max={20}
              value={rule.stage}
              onChange={(value) => change({ stage: Number(value) || 1 })}
            />
            <Select
              size="xs"
              label={t("catalogue.byWhom")}
              allowDeselect={false}
              data={ways.map((value) => ({ value, label: t(`catalogue.by.${value}`) }))}
              value={rule.by}
              onChange={(by) =>
                by && change({ by: by as ApprovalRule["by"], personIds: null, teamId: null, role: null })
              }
            />
          </div>
          <div className={classes.line}>
            {rule.by === "persons" && (
              <MultiSelect
                size="xs"
                label={t("catalogue.by.persons")}
                searchable
                data={(people.data?.items ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
                value={(rule.personIds ?? []).map(String)}
                onChange={(value) => change({ personIds: value.map(Number) })}
              />
            )}
            {rule.by === "team" && (
              <Select
                size="xs"
                label={t("catalogue.by.team")}
                data={(teams.data ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
                value={rule.teamId ? String(rule.teamId) : null}
                onChange={(id) => change({ teamId: id ? Number(id) : null })}
              />
            )}
            {rule.by === "role" && (
              <Select
                size="xs"
                label={t("catalogue.by.role")}
                allowDeselect={false}
                data={roles.map((value) => ({ value, label: t(`people.role.${value}`) }))}
                value={rule.role ?? null}
                onChange={(role) => change({ role: role as Role | null })}
              />
            )}
            {rule.by !== "manager" && (
              <NumberInput
                size="xs"
                label={t("catalogue.quorum")}
                description={t("catalogue.quorumHint")}
                min={0}
                max={100}
                value={rule.quorum ?? 1}
                onChange={(value) => change({ quorum: Number(value) || 0 })}
              />
            )}
            <NumberInput
              size="xs"
              label={t("catalogue.fromCost")}
              min={0}
              value={rule.fromCost ?? ""}
              onChange={(value) => change({ fromCost: value === "" ? null : Number(value) })}
            />
            <EditCondition
              label={t("catalogue.onlyWhen")}
              always={t("catalogue.always")}
              fields={draft.fields}
              condition={rule.when}
              onChange={(when) => change({ when })}
            />
          </div>
          <div className={classes.line}>
            <NumberInput
              size="xs"
              label={t("catalogue.deadlineHours")}
              min={1}
              max={2160}
              value={rule.deadlineHours ?? 72}
              onChange={(value) => change({ deadlineHours: Number(value) || 72 })}
            />
            <NumberInput
              size="xs"
              label={t("catalogue.remindHours")}
              min={0}
              max={2160}
              value={rule.remindHours ?? 24}
              onChange={(value) => change({ remindHours: Number(value) || 0 })}
            />
            <Select
              size="xs"
              label={t("catalogue.afterDeadline")}
              allowDeselect={false}
              data={ends.map((value) => ({ value, label: t(`catalogue.ends.${value}`) }))}
              value={rule.afterDeadline ?? "wait"}
              onChange={(value) => change({ afterDeadline: ends.find((one) => one === value) ?? "wait" })}
            />
          </div>
        </>
      )}
    </Rows>
  );
}
