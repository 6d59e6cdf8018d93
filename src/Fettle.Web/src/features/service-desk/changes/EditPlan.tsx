import { Alert, Button, Modal, MultiSelect, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Change } from "~/api/shapes";
import { formProblem } from "~/ui/forms";
import { fromInput, toInput } from "./days";
import { useStep } from "./queries";
import { Risks } from "./Risks";

/** Writes the plan of a change. */
export default function EditPlan(props: { change: Change; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t("changes.plan.edit")} size="xl">
      <Fields key={props.change.version} change={props.change} onDone={props.onClose} />
    </Modal>
  );
}

function Fields({ change, onDone }: { change: Change; onDone: () => void }) {
  const { t } = useTranslation();
  const [plan, setPlan] = useState(change.plan?.text ?? "");
  const [testPlan, setTestPlan] = useState(change.testPlan?.text ?? "");
  const [backOut, setBackOut] = useState(change.backOut?.text ?? "");
  const [starts, setStarts] = useState(toInput(change.startsAt));
  const [ends, setEnds] = useState(toInput(change.endsAt));
  const [services, setServices] = useState(change.services);
  const [devices, setDevices] = useState(change.devices.map((one) => String(one.id)));
  const [answers, setAnswers] = useState(change.riskAnswers);
  const save = useStep(
    change.number,
    () =>
      read(
        api.PUT("/api/changes/{number}/plan", {
          params: { path: { number: change.number } },
          body: {
            plan,
            testPlan,
            backOut,
            riskAnswers: answers,
            startsAt: fromInput(starts),
            endsAt: fromInput(ends),
            deviceIds: devices.map(Number),
            services,
            version: change.version,
          },
        }),
      ),
    true,
  );
  const problem = save.error ? formProblem(save.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: onDone });
  };
  const isStandard = change.kind === "standard";
  const area = (label: string, field: string, value: string, set: (text: string) => void) => (
    <Textarea
      label={label}
      autosize
      minRows={3}
      maxRows={12}
      disabled={isStandard}
      description={isStandard ? t("changes.plan.ofTemplate") : undefined}
      error={problem?.fields[field]}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem?.text && (
          <Alert color="red" role="alert">
            {problem.text}
          </Alert>
        )}
        {change.state !== "draft" && <Alert color="yellow">{t("changes.plan.again")}</Alert>}
        {area(t("changes.plan.plan"), "plan", plan, setPlan)}
        {area(t("changes.plan.test"), "testPlan", testPlan, setTestPlan)}
        {area(t("changes.plan.backOut"), "backOut", backOut, setBackOut)}
        <TextInput
          type="datetime-local"
          label={t("changes.starts")}
          error={problem?.fields.startsAt}
          value={starts}
          onChange={(event) => setStarts(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={t("changes.ends")}
          error={problem?.fields.endsAt}
          value={ends}
          onChange={(event) => setEnds(event.currentTarget.value)}
        />
        <Devices change={change} value={devices} error={problem?.fields.deviceIds} onChange={setDevices} />
        <TagsInput
          label={t("changes.services")}
          description={t("changes.servicesHint")}
          error={problem?.fields.services}
          value={services}
          onChange={setServices}
        />
        {!isStandard && <Risks answers={answers} error={problem?.fields.riskAnswers} onChange={setAnswers} />}
        <Button type="submit" loading={save.isPending}>
          {t("common.save")}
        </Button>
      </Stack>
    </form>
  );
}

function Devices(props: { change: Change; value: string[]; error?: string; onChange: (ids: string[]) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 200);
  const [known, setKnown] = useState(() => new Map(props.change.devices.map((one) => [String(one.id), one.name])));
  const { organisationId } = props.change;
  const found = useQuery({
    queryKey: ["devices", "choose", asked, organisationId],
    queryFn: ({ signal }) =>
      read(api.GET("/api/devices", { params: { query: { q: asked, organisationId, limit: 20 } }, signal })),
    placeholderData: keepPreviousData,
  });
  const options = new Map(known);
  for (const one of found.data?.items ?? []) options.set(String(one.id), one.name);
  return (
    <MultiSelect
      label={t("changes.devices")}
      searchable
      clearable
      data={[...options].map(([value, label]) => ({ value, label }))}
      nothingFoundMessage={t("devices.empty")}
      error={props.error}
      value={props.value}
      onSearchChange={setText}
      onChange={(ids) => {
        setKnown(new Map(ids.map((id) => [id, options.get(id) ?? id])));
        props.onChange(ids);
      }}
    />
  );
}
