import { MultiSelect, NumberInput, Select, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { techniciansQuery } from "../../service-desk/queue/queries";
import classes from "../Catalogue.module.css";
import type { PlannedTask, Service } from "../queries";
import { teamsQuery } from "./choices";
import { EditCondition } from "./EditCondition";
import { Rows } from "./Rows";

interface Props {
  draft: Service;
  /** With which its webhooks are signed; there is one once the service is saved. */
  signingKey?: string | null;
  onChange: (tasks: PlannedTask[]) => void;
}

const kinds = ["person", "job", "webhook"] as const;
const kindOf = (task: PlannedTask) => (task.job ? "job" : task.webhook ? "webhook" : "person");

/** The work that a request unfolds into, and what waits for what. */
export function EditTasks({ draft, signingKey, onChange }: Props) {
  const { t } = useTranslation();
  const teams = useQuery(teamsQuery);
  const technicians = useQuery(techniciansQuery);
  const dates = draft.fields.filter((one) => one.type === "date");
  const devices = draft.fields.filter((one) => one.type === "device");
  return (
    <Rows
      rows={draft.tasks}
      title={(task, i) => task.title || `${i + 1}`}
      add={t("catalogue.addTask")}
      none={t("catalogue.noTaskRules")}
      fresh={(): PlannedTask => ({ key: `task-${draft.tasks.length + 1}`, title: "", after: [] })}
      onChange={onChange}
    >
      {(task, change) => (
        <>
          <div className={classes.line}>
            <TextInput
              size="xs"
              label={t("catalogue.title")}
              required
              maxLength={120}
              value={task.title}
              onChange={(event) => change({ title: event.currentTarget.value })}
            />
            <TextInput
              size="xs"
              className={classes.mono}
              label={t("catalogue.key")}
              required
              maxLength={40}
              pattern="[A-Za-z][A-Za-z0-9\-]*"
              value={task.key}
              onChange={(event) => change({ key: event.currentTarget.value })}
            />
            <MultiSelect
              size="xs"
              label={t("catalogue.afterTasks")}
              placeholder={task.after?.length ? undefined : t("catalogue.atOnce")}
              data={draft.tasks
                .filter((one) => one.key !== task.key)
                .map((one) => ({ value: one.key, label: one.title || one.key }))}
              value={(task.after ?? []).filter((key) => draft.tasks.some((one) => one.key === key))}
              onChange={(after) => change({ after })}
            />
          </div>
          <Textarea
            size="xs"
            autosize
            minRows={1}
            maxLength={4000}
            label={t("catalogue.whatToDo")}
            value={task.text ?? ""}
            onChange={(event) => change({ text: event.currentTarget.value || null })}
          />
          <div className={classes.line}>
            <Select
              size="xs"
              label={t("catalogue.doneBy")}
              allowDeselect={false}
              data={kinds.map((value) => ({ value, label: t(`catalogue.kinds.${value}`) }))}
              value={kindOf(task)}
              onChange={(kind) =>
                change({
                  job: kind === "job" ? { commands: [""], timeLimitSeconds: 600 } : null,
                  webhook: kind === "webhook" ? { url: "https://" } : null,
                })
              }
            />
            <Select
              size="xs"
              label={t("catalogue.team")}
              clearable
              data={(teams.data ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
              value={task.teamId ? String(task.teamId) : null}
              onChange={(id) => change({ teamId: id ? Number(id) : null })}
            />
            <Select
              size="xs"
              label={t("catalogue.person")}
              clearable
              searchable
              data={(technicians.data ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
              value={task.personId ? String(task.personId) : null}
              onChange={(id) => change({ personId: id ? Number(id) : null })}
            />
          </div>
          {task.job && (
            <>
              <Textarea
                size="xs"
                className={classes.mono}
                autosize
                minRows={2}
                label={t("catalogue.commands")}
                description={t("catalogue.commandsHint")}
                value={task.job.commands.join("\n")}
                onChange={(event) => {
                  const commands = event.currentTarget.value.split("\n");
                  change({ job: { timeLimitSeconds: 600, ...task.job, commands } });
                }}
              />
              <Select
                size="xs"
                label={t("catalogue.onDevice")}
                clearable
                placeholder={t("catalogue.ticketsDevice")}
                data={devices.map((one) => ({ value: one.key, label: one.label }))}
                value={task.job.deviceField ?? null}
                onChange={(deviceField) =>
                  change({ job: { commands: [], timeLimitSeconds: 600, ...task.job, deviceField } })
                }
              />
            </>
          )}
          {task.webhook && (
            <>
              <TextInput
                size="xs"
                className={classes.mono}
                type="url"
                label={t("catalogue.url")}
                required
                value={task.webhook.url}
                onChange={(event) => change({ webhook: { url: event.currentTarget.value } })}
              />
              {signingKey && (
                <Text size="xs" c="dimmed">
                  {t("catalogue.signingKey")} <span className="f-mono">{signingKey}</span>
                </Text>
              )}
            </>
          )}
          <div className={classes.line}>
            <NumberInput
              size="xs"
              label={t("catalogue.dueDays")}
              min={task.dueField ? -365 : 0}
              max={365}
              value={task.dueDays ?? ""}
              onChange={(value) => change({ dueDays: value === "" ? null : Number(value) })}
            />
            <Select
              size="xs"
              label={t("catalogue.dueFrom")}
              clearable
              placeholder={t("catalogue.dueFromApproval")}
              data={dates.map((one) => ({ value: one.key, label: one.label }))}
              value={task.dueField ?? null}
              onChange={(dueField) =>
                change({ dueField, dueDays: dueField ? task.dueDays : Math.max(0, task.dueDays ?? 0) })
              }
            />
            <EditCondition
              label={t("catalogue.onlyWhen")}
              always={t("catalogue.always")}
              fields={draft.fields}
              condition={task.when}
              onChange={(when) => change({ when })}
            />
          </div>
        </>
      )}
    </Rows>
  );
}
