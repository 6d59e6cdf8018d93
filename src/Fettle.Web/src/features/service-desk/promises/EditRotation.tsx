import {
  Alert,
  Button,
  Checkbox,
  Modal,
  MultiSelect,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  TextInput,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { useMe } from "~/app/session";
import { formProblem } from "~/ui/forms";
import { techniciansQuery } from "../queue/queries";
import { Hours } from "./EditWeek";
import { ownReach } from "./ownReach";
import classes from "./Promises.module.css";
import { type RotationDraft, type RotationView, useOnCallChange } from "./queries";
import { clock, minuteOf } from "./words";
import { zones } from "./zones";

/** A button that opens the editor of a rotation: a new one, or one that there is. */
export function EditRotation({ label, rotation }: { label: string; rotation?: RotationView }) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={dialog.open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={rotation?.rotation.name ?? label} size="lg">
        <Fields rotation={rotation} onDone={dialog.close} />
      </Modal>
    </>
  );
}

type Layer = RotationDraft["rules"]["layers"][number];

const newLayer = (): Layer => ({
  people: [],
  everyDays: 7,
  from: new Date().toISOString().slice(0, 10),
  handOverMinute: 540,
  hours: null,
});

function Fields({ rotation, onDone }: { rotation?: RotationView; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [draft, setDraft] = useState<RotationDraft>(
    rotation?.rotation ?? {
      name: "",
      organisationId: ownReach(me),
      rules: {
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        layers: [newLayer()],
        escalateAfterMinutes: 15,
        quiet: null,
      },
      webhookUrl: null,
      webhookSecret: null,
    },
  );
  const { rules } = draft;
  const change = (part: Partial<RotationDraft>) => setDraft((before) => ({ ...before, ...part }));
  const rule = (part: Partial<RotationDraft["rules"]>) => change({ rules: { ...rules, ...part } });
  const save = useOnCallChange(
    (body: RotationDraft) =>
      rotation
        ? read(api.PUT("/api/on-call/rotations/{id}", { params: { path: { id: rotation.id } }, body }))
        : read(api.POST("/api/on-call/rotations", { body })),
    true,
  );
  const problem = save.error ? formProblem(save.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { ...draft, webhookUrl: draft.webhookUrl || null, webhookSecret: draft.webhookSecret || null },
      { onSuccess: onDone },
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
            label={t("promises.calendars.zone")}
            searchable
            allowDeselect={false}
            data={zones(rules.timeZone)}
            value={rules.timeZone}
            onChange={(timeZone) => timeZone && rule({ timeZone })}
          />
          {!rotation && (
            <Select
              label={t("common.organisation")}
              clearable={ownReach(me) === null}
              placeholder={t("promises.levels.everybody")}
              data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
              value={draft.organisationId ? String(draft.organisationId) : null}
              onChange={(value) => change({ organisationId: value ? Number(value) : null })}
            />
          )}
        </div>
        {rules.layers.map((layer, i) => (
          <OneLayer
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its place
            key={i}
            number={i + 1}
            layer={layer}
            onChange={(part) => rule({ layers: rules.layers.map((one, j) => (i === j ? { ...one, ...part } : one)) })}
            onRemove={
              rules.layers.length > 1 ? () => rule({ layers: rules.layers.filter((_, j) => i !== j) }) : undefined
            }
          />
        ))}
        <div>
          <Button variant="subtle" size="compact-sm" onClick={() => rule({ layers: [...rules.layers, newLayer()] })}>
            {t("promises.onCall.addLayer")}
          </Button>
        </div>
        <div className={classes.line}>
          <NumberInput
            label={t("promises.onCall.escalate")}
            min={1}
            max={1440}
            value={rules.escalateAfterMinutes}
            onChange={(value) => rule({ escalateAfterMinutes: Number(value) || 15 })}
          />
          <Checkbox
            mb={10}
            label={t("promises.onCall.quiet")}
            checked={!!rules.quiet}
            onChange={(event) =>
              rule({ quiet: event.currentTarget.checked ? { fromMinute: 1320, toMinute: 1800 } : null })
            }
          />
          {rules.quiet && (
            <Hours
              label={t("promises.onCall.quiet")}
              span={rules.quiet}
              onChange={(quiet) => rule({ quiet })}
              onRemove={() => rule({ quiet: null })}
            />
          )}
        </div>
        <div className={classes.line}>
          <TextInput
            type="url"
            label={t("promises.onCall.webhook")}
            description={t("promises.onCall.webhookHint")}
            placeholder="https://"
            value={draft.webhookUrl ?? ""}
            onChange={(event) => change({ webhookUrl: event.currentTarget.value })}
          />
          {draft.webhookUrl && (
            <PasswordInput
              label={t("promises.onCall.secret")}
              placeholder={rotation ? t("promises.onCall.secretKept") : undefined}
              autoComplete="off"
              value={draft.webhookSecret ?? ""}
              onChange={(event) => change({ webhookSecret: event.currentTarget.value })}
            />
          )}
        </div>
        <div className={classes.actions}>
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

interface LayerProps {
  number: number;
  layer: Layer;
  onChange: (part: Partial<Layer>) => void;
  onRemove?: () => void;
}

function OneLayer({ number, layer, onChange, onRemove }: LayerProps) {
  const { t } = useTranslation();
  const technicians = useQuery(techniciansQuery);
  const [handOver, setHandOver] = useState(clock(layer.handOverMinute));
  return (
    <div className={classes.line}>
      <MultiSelect
        label={t("promises.onCall.people", { number })}
        searchable
        required={layer.people.length === 0}
        data={(technicians.data ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
        value={layer.people.map(String)}
        onChange={(people) => onChange({ people: people.map(Number) })}
      />
      <Select
        label={t("promises.onCall.turn")}
        allowDeselect={false}
        w={120}
        data={[...new Set([1, 7, 14, layer.everyDays])].map((days) => ({
          value: String(days),
          label: t("promises.onCall.days", { count: days }),
        }))}
        value={String(layer.everyDays)}
        onChange={(days) => onChange({ everyDays: Number(days) })}
      />
      <TextInput
        type="date"
        label={t("promises.onCall.first")}
        value={layer.from}
        onChange={(event) => event.currentTarget.value && onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        className={classes.time}
        label={t("promises.onCall.handOver")}
        error={minuteOf(handOver) === null}
        value={handOver}
        onChange={(event) => {
          setHandOver(event.currentTarget.value);
          const minute = minuteOf(event.currentTarget.value);
          if (minute !== null && minute < 1440) onChange({ handOverMinute: minute });
        }}
      />
      {onRemove && (
        <Button variant="subtle" size="compact-sm" mb={4} onClick={onRemove}>
          {t("common.remove")}
        </Button>
      )}
    </div>
  );
}
