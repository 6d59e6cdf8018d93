import { Button, Checkbox, CloseButton, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPhone } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { formProblem } from "~/ui/forms";
import { PersonSelect } from "../service-desk/parts/PersonSelect";
import { AtHand } from "./AtHand";
import classes from "./Calls.module.css";
import { type Call, changeCall, endCall, isAmong, lasted, minutesOf } from "./call";

/** Who calls, what is open with them, and what they say; the time runs. */
export default function CallPanel({ call }: { call: Call }) {
  const { t } = useTranslation();
  const now = useNow();
  const [number] = useDebouncedValue(call.number.trim(), 300);
  const caller = useQuery({
    queryKey: ["caller", call.personId, call.personId ? "" : number],
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/calls/caller", {
          params: { query: call.personId ? { personId: call.personId } : { number } },
          signal,
        }),
      ),
    enabled: call.personId !== null || number.length > 1,
  });
  const person = caller.data?.person ?? null;
  const others = (caller.data?.candidates ?? []).filter((one) => one.id !== person?.id);
  return (
    <aside className={classes.panel} aria-label={t("calls.title")}>
      <header className={classes.head}>
        <IconPhone size={16} aria-hidden />
        <strong>{t("calls.title")}</strong>
        <span className={classes.clock} role="timer">
          {lasted(call.startedAt, now)}
        </span>
        <CloseButton size="sm" ml="auto" aria-label={t("calls.discard")} onClick={endCall} />
      </header>
      <div className={classes.who}>
        <TextInput
          size="xs"
          type="tel"
          label={t("calls.number")}
          value={call.number}
          data-autofocus
          autoFocus={!call.number}
          onChange={(event) => changeCall({ number: event.currentTarget.value, personId: null })}
        />
        <PersonSelect
          label={t("calls.person")}
          value={person?.id ?? call.personId}
          known={person}
          onChange={(personId) => changeCall({ personId, ticket: null })}
        />
      </div>
      {others.length > 0 && !call.personId && (
        <p className={classes.maybe}>
          {t("calls.maybe")}{" "}
          {others.map((one) => (
            <button key={one.id} type="button" onClick={() => changeCall({ personId: one.id })}>
              {one.name}
            </button>
          ))}
        </p>
      )}
      {number.length > 1 && !call.personId && caller.data && !person && (
        <p className={classes.maybe}>{t("calls.unknown")}</p>
      )}
      {person && <AtHand person={person} chosen={call.ticket} />}
      <Said call={call} personId={person?.id ?? call.personId} phones={person?.phones ?? []} now={now} />
    </aside>
  );
}

interface SaidProps {
  call: Call;
  personId: number | null;
  phones: string[];
  now: number;
}

function Said({ call, personId, phones, now }: SaidProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [minutes, setMinutes] = useState<number | null>(null);
  const [solved, setSolved] = useState(false);
  const [keep, setKeep] = useState(true);
  const unknownNumber = personId !== null && call.number.trim() !== "" && !isAmong(call.number, phones);
  const log = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      read(
        api.POST("/api/calls", {
          params: { header: { "Idempotency-Key": call.key } },
          body: {
            body: call.body,
            minutes: minutes ?? minutesOf(call.startedAt, Date.now()),
            personId,
            number: call.number.trim() || null,
            ticket: call.ticket,
            subject: call.ticket ? null : call.subject,
            kind: "incident",
            solved,
            keepNumber: unknownNumber && keep,
          },
        }),
      ),
    onSuccess: (made) => {
      endCall();
      void cache.invalidateQueries({ queryKey: ["tickets"] });
      void cache.invalidateQueries({ queryKey: ["ticket", String(made.number)] });
      void navigate({ to: "/tickets/$number", params: { number: String(made.number) } });
    },
  });
  const problem = log.error && formProblem(log.error);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (call.body.trim() && !log.isPending) log.mutate();
  };
  return (
    <form className={classes.said} onSubmit={submit}>
      {call.ticket === null && (
        <TextInput
          size="xs"
          required
          maxLength={200}
          label={t("tickets.fields.subject")}
          error={problem?.fields.subject}
          value={call.subject}
          onChange={(event) => changeCall({ subject: event.currentTarget.value })}
        />
      )}
      <Textarea
        size="xs"
        required
        autosize
        minRows={4}
        maxRows={12}
        label={t("calls.said")}
        error={problem?.fields.body ?? problem?.text}
        value={call.body}
        onChange={(event) => changeCall({ body: event.currentTarget.value })}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit(event)}
      />
      {unknownNumber && (
        <Checkbox
          size="xs"
          label={t("calls.keep")}
          checked={keep}
          onChange={(event) => setKeep(event.currentTarget.checked)}
        />
      )}
      <Checkbox
        size="xs"
        label={t("calls.solved")}
        checked={solved}
        onChange={(event) => setSolved(event.currentTarget.checked)}
      />
      <div className={classes.send}>
        <NumberInput
          size="xs"
          w={90}
          min={0}
          max={1440}
          label={t("desk.time.inMinutes")}
          value={minutes ?? minutesOf(call.startedAt, now)}
          onChange={(value) => setMinutes(typeof value === "number" ? value : null)}
        />
        <Button type="submit" size="xs" loading={log.isPending}>
          {call.ticket ? t("calls.note", { number: call.ticket }) : t("calls.open")}
        </Button>
      </div>
    </form>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const turn = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(turn);
  }, []);
  return now;
}
