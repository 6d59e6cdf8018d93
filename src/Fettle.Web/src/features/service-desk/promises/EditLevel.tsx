import { Alert, Button, Checkbox, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { useMe } from "~/app/session";
import { formProblem } from "~/ui/forms";
import { notifyDone } from "~/ui/notify";
import { queuesQuery } from "../queue/queries";
import { EditSteps } from "./EditSteps";
import { GoalFields } from "./GoalFields";
import { ownReach } from "./ownReach";
import { Preview } from "./Preview";
import classes from "./Promises.module.css";
import { calendarsQuery, type LevelDraft, priorities, useLevelChange } from "./queries";

/** A button that opens the editor of a service level: a new one, or one that there is. */
export function EditLevel({ label, level, id }: { label: string; level?: LevelDraft; id?: number }) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={dialog.open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={level?.name ?? label} size="xl">
        <Fields level={level} id={id} onDone={dialog.close} />
      </Modal>
    </>
  );
}

function Fields({ level, id, onDone }: { level?: LevelDraft; id?: number; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const calendars = useQuery(calendarsQuery);
  const queues = useQuery(queuesQuery);
  const everywhere = ownReach(me) === null;
  const [draft, setDraft] = useState<LevelDraft>(
    level ?? {
      name: "",
      organisationId: ownReach(me),
      queueId: null,
      kind: null,
      calendarId: 0,
      goals: priorities.map((priority) => ({
        priority,
        firstAnswer: null,
        nextAnswer: null,
        update: null,
        resolution: null,
      })),
      pauseForRequester: true,
      pauseForOther: true,
      steps: [],
    },
  );
  const change = (part: Partial<LevelDraft>) => setDraft((before) => ({ ...before, ...part }));
  const fitting =
    calendars.data?.filter((one) => !one.organisationId || one.organisationId === draft.organisationId) ?? [];
  const calendar = fitting.find((one) => one.id === draft.calendarId) ?? fitting[0];
  const save = useLevelChange(
    (body: LevelDraft) =>
      id
        ? read(api.PUT("/api/service-levels/{id}", { params: { path: { id } }, body }))
        : read(api.POST("/api/service-levels", { body })),
    true,
  );
  const problem = save.error ? formProblem(save.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const goals = draft.goals.filter((goal) => goal.firstAnswer || goal.nextAnswer || goal.update || goal.resolution);
    save.mutate(
      { ...draft, goals, calendarId: calendar?.id ?? 0 },
      {
        onSuccess: (saved) => {
          notifyDone(t("promises.changes", { count: saved.recomputation?.tickets ?? 0 }));
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {problem && (
          <Alert color="red" role="alert">
            {problem.text ??
              Object.entries(problem.fields)
                .map(([field, why]) => `${field}: ${why}`)
                .join(" · ")}
          </Alert>
        )}
        <div className={classes.line}>
          <TextInput
            label={t("common.name")}
            required
            maxLength={80}
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Select
            label={t("promises.calendars.one")}
            required
            allowDeselect={false}
            data={fitting.map((one) => ({ value: String(one.id), label: one.name }))}
            value={calendar ? String(calendar.id) : null}
            onChange={(value) => change({ calendarId: Number(value) })}
          />
        </div>
        <div className={classes.line}>
          <Select
            label={t("common.organisation")}
            clearable={everywhere}
            placeholder={t("promises.levels.everybody")}
            data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            value={draft.organisationId ? String(draft.organisationId) : null}
            onChange={(value) => change({ organisationId: value ? Number(value) : null, queueId: null })}
          />
          <Select
            label={t("tickets.fields.queue")}
            clearable
            disabled={!draft.organisationId}
            placeholder={t("common.all")}
            data={(queues.data ?? [])
              .filter((one) => one.organisationId === draft.organisationId)
              .map((one) => ({ value: String(one.id), label: one.name }))}
            value={draft.queueId ? String(draft.queueId) : null}
            onChange={(value) => change({ queueId: value ? Number(value) : null })}
          />
          <Select
            label={t("tickets.fields.kind")}
            clearable
            placeholder={t("common.all")}
            data={(["incident", "request"] as const).map((value) => ({ value, label: t(`tickets.kind.${value}`) }))}
            value={draft.kind ?? null}
            onChange={(value) => change({ kind: value === "incident" || value === "request" ? value : null })}
          />
        </div>
        <GoalFields goals={draft.goals} onChange={(goals) => change({ goals })} />
        {calendar && <Preview rules={calendar.rules} goals={draft.goals} />}
        <div className={classes.actions}>
          <Checkbox
            label={t("promises.levels.pauseRequester")}
            checked={draft.pauseForRequester}
            onChange={(event) => change({ pauseForRequester: event.currentTarget.checked })}
          />
          <Checkbox
            label={t("promises.levels.pauseOther")}
            checked={draft.pauseForOther}
            onChange={(event) => change({ pauseForOther: event.currentTarget.checked })}
          />
        </div>
        <EditSteps steps={draft.steps} onChange={(steps) => change({ steps })} />
        <div className={classes.actions}>
          <Button type="submit" loading={save.isPending} disabled={!calendar}>
            {t("common.save")}
          </Button>
          {!calendar && calendars.data && <span className={classes.dim}>{t("promises.calendars.first")}</span>}
        </div>
      </Stack>
    </form>
  );
}
