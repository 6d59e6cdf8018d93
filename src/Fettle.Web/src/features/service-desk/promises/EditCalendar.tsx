import { Alert, Button, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { useMe } from "~/app/session";
import { formProblem } from "~/ui/forms";
import { notifyDone } from "~/ui/notify";
import { EditDays } from "./EditDays";
import { EditWeek } from "./EditWeek";
import { ownReach } from "./ownReach";
import { Preview } from "./Preview";
import classes from "./Promises.module.css";
import { type CalendarRules, type CalendarView, useLevelChange } from "./queries";
import { WeekPicture, weekdays } from "./WeekPicture";
import { zones } from "./zones";

/** A button that opens the editor of a calendar: a new one, or one that there is. */
export function EditCalendar({ label, calendar }: { label: string; calendar?: CalendarView }) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={dialog.open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={calendar?.name ?? label} size="lg">
        <Fields calendar={calendar} onDone={dialog.close} />
      </Modal>
    </>
  );
}

const usual = (): CalendarRules => ({
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  week: weekdays.slice(0, 5).map((day) => ({ day, fromMinute: 480, toMinute: 1020 })),
  days: [],
});

function Fields({ calendar, onDone }: { calendar?: CalendarView; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [name, setName] = useState(calendar?.name ?? "");
  const [organisationId, setOrganisation] = useState(calendar ? calendar.organisationId : ownReach(me));
  const [rules, setRules] = useState(calendar?.rules ?? usual());
  const save = useLevelChange(
    () =>
      calendar
        ? read(api.PUT("/api/calendars/{id}", { params: { path: { id: calendar.id } }, body: { name, rules } }))
        : read(api.POST("/api/calendars", { body: { name, rules, organisationId } })),
    true,
  );
  const problem = save.error ? formProblem(save.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, {
      onSuccess: (saved) => {
        if (saved.recomputation) notifyDone(t("promises.changes", { count: saved.recomputation.tickets }));
        onDone();
      },
    });
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
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t("promises.calendars.zone")}
            searchable
            allowDeselect={false}
            data={zones(rules.timeZone)}
            value={rules.timeZone}
            onChange={(timeZone) => timeZone && setRules({ ...rules, timeZone })}
          />
          {!calendar && (
            <Select
              label={t("common.organisation")}
              clearable={ownReach(me) === null}
              placeholder={t("promises.levels.everybody")}
              data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
              value={organisationId ? String(organisationId) : null}
              onChange={(value) => setOrganisation(value ? Number(value) : null)}
            />
          )}
        </div>
        <EditWeek week={rules.week} onChange={(week) => setRules({ ...rules, week })} />
        <WeekPicture week={rules.week} />
        <EditDays days={rules.days} onChange={(days) => setRules({ ...rules, days })} />
        <Preview rules={rules} goals={null} />
        <div className={classes.actions}>
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
