import { Button, CloseButton, Group, NumberInput, Popover, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconClock, IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { useMe } from "~/app/session";
import classes from "./Ticket.module.css";

/** The time spent on a ticket: a timer, and what is written down afterwards. */
export function TimeSpent({ number }: { number: number }) {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const path = { path: { number } };
  const times = useQuery({
    queryKey: ["ticket", String(number), "times"],
    queryFn: ({ signal }) => read(api.GET("/api/tickets/{number}/times", { params: path, signal })),
  });
  const onSettled = () => cache.invalidateQueries({ queryKey: ["ticket"] });
  const start = useMutation({
    mutationFn: () => read(api.POST("/api/tickets/{number}/timer", { params: path })),
    onSettled,
  });
  const stop = useMutation({
    mutationFn: () => read(api.POST("/api/timer/stop", { body: { what: null } })),
    onSettled,
  });
  const strike = useMutation({
    mutationFn: (timeId: number) => read(api.DELETE("/api/times/{timeId}", { params: { path: { timeId } } })),
    onSettled,
  });
  const entries = times.data?.entries ?? [];
  const running = entries.some((one) => one.running && one.person.id === me.person?.id);
  return (
    <div className={classes.detail}>
      <h3>
        <IconClock size={13} aria-hidden /> {t("desk.time.title")}
        {entries.length > 0 && ` · ${t("desk.time.minutes", { count: times.data?.totalMinutes ?? 0 })}`}
      </h3>
      <ul className={classes.links}>
        {entries.map((one) => (
          <li key={one.id}>
            <span className="f-num">{t("desk.time.minutes", { count: one.minutes })}</span>
            <span className="f-clip">
              {one.person.name}
              {one.running ? ` · ${t("desk.time.running")}` : one.what ? ` · ${one.what}` : ""}
            </span>
            {!one.running && one.person.id === me.person?.id && (
              <CloseButton size="xs" aria-label={t("common.remove")} onClick={() => strike.mutate(one.id)} />
            )}
          </li>
        ))}
      </ul>
      <Group gap={4} mt={4}>
        <Button
          size="compact-xs"
          variant={running ? "light" : "subtle"}
          leftSection={running ? <IconPlayerStop size={14} /> : <IconPlayerPlay size={14} />}
          loading={start.isPending || stop.isPending}
          onClick={() => (running ? stop.mutate() : start.mutate())}
        >
          {t(running ? "desk.time.stop" : "desk.time.start")}
        </Button>
        <WriteDown number={number} onDone={onSettled} />
      </Group>
    </div>
  );
}

function WriteDown({ number, onDone }: { number: number; onDone: () => void }) {
  const { t } = useTranslation();
  const [opened, popover] = useDisclosure(false);
  const [minutes, setMinutes] = useState<number | string>(15);
  const [what, setWhat] = useState("");
  const write = useMutation({
    mutationFn: () =>
      read(
        api.POST("/api/tickets/{number}/times", {
          params: { path: { number } },
          body: { minutes: Number(minutes), what: what.trim() || null },
        }),
      ),
    onSuccess: () => {
      setWhat("");
      popover.close();
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate();
  };
  return (
    <Popover opened={opened} onChange={popover.toggle} trapFocus width={240} position="bottom-start">
      <Popover.Target>
        <Button variant="subtle" size="compact-xs" onClick={popover.toggle}>
          {t("desk.time.writeDown")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="xs">
            <NumberInput
              label={t("desk.time.inMinutes")}
              min={1}
              max={1440}
              required
              value={minutes}
              onChange={setMinutes}
            />
            <TextInput
              label={t("desk.time.what")}
              maxLength={500}
              value={what}
              onChange={(event) => setWhat(event.currentTarget.value)}
            />
            <Button type="submit" loading={write.isPending}>
              {t("desk.time.writeDown")}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
