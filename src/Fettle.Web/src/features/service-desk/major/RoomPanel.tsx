import { Button, Checkbox, Select, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Room } from "~/api/shapes";
import { useMe } from "~/app/session";
import { Html } from "~/ui/Html";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Tag } from "~/ui/Tag";
import { toMinute } from "~/ui/time";
import { When } from "~/ui/When";
import classes from "../changes/Changes.module.css";
import { StatusTag } from "../parts/labels";
import { techniciansQuery } from "../queue/queries";
import { EndRoom } from "./EndRoom";
import { roomQuery, useMajor } from "./queries";

/** The room of a major incident, on its ticket: everything that somebody who joins has to know. */
export default function RoomPanel({ number }: { number: number }) {
  const { t } = useTranslation();
  const room = useQuery(roomQuery(number));
  return (
    <Panel
      title={t("major.title")}
      actions={
        room.data &&
        (room.data.endedAt ? (
          <Tag>
            {t("major.ended")} <When at={room.data.endedAt} />
          </Tag>
        ) : (
          <Tag tone="red">
            {t("major.lasts")} <When at={room.data.startedAt} />
          </Tag>
        ))
      }
    >
      <Query of={room} rows={6}>
        {(data) => <Loaded room={data} />}
      </Query>
    </Panel>
  );
}

function Loaded({ room }: { room: Room }) {
  const { t } = useTranslation();
  const works = room.mayWork && !room.endedAt;
  return (
    <div className={classes.stack}>
      {room.summaryHtml && <Html html={room.summaryHtml} />}
      {room.problem && (
        <Link to="/tickets/$number" params={{ number: String(room.problem) }}>
          {t("major.problem", { number: room.problem })}
        </Link>
      )}
      {room.noteHtml && !room.endedAt && (
        <section>
          <h3>{t("major.note")}</h3>
          <Html html={room.noteHtml} />
        </section>
      )}
      {works && <Update room={room} />}
      <div className={classes.texts}>
        <People room={room} works={works} />
        <Tasks room={room} works={works} />
        <Affected room={room} works={works} />
      </div>
      <Log room={room} works={works} />
      {works && <EndRoom room={room} />}
    </div>
  );
}

function Update({ room }: { room: Room }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [onPortal, setOnPortal] = useState(true);
  const [toTickets, setToTickets] = useState(true);
  const tell = useMajor(() =>
    read(
      api.POST("/api/major-incidents/{number}/updates", {
        params: { path: { number: room.number } },
        body: { text, onPortal, toTickets },
      }),
    ),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    tell.mutate(undefined, { onSuccess: () => setText("") });
  };
  return (
    <form className={classes.stack} onSubmit={submit}>
      <Textarea
        label={t("major.update")}
        placeholder={t("major.updateHint")}
        required
        autosize
        minRows={2}
        maxRows={10}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.facts}>
        <Checkbox
          size="xs"
          label={t("major.toTickets", { count: room.affected.length + 1 })}
          checked={toTickets}
          onChange={(event) => setToTickets(event.currentTarget.checked)}
        />
        <Checkbox
          size="xs"
          label={t("major.onPortal")}
          checked={onPortal}
          onChange={(event) => setOnPortal(event.currentTarget.checked)}
        />
        <Button type="submit" size="xs" disabled={!onPortal && !toTickets} loading={tell.isPending}>
          {t("major.tell")}
        </Button>
      </div>
    </form>
  );
}

function People({ room, works }: { room: Room; works: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const technicians = useQuery(techniciansQuery);
  const join = useMajor((personId: number) =>
    read(
      api.PUT("/api/major-incidents/{number}/people/{personId}", {
        params: { path: { number: room.number, personId } },
      }),
    ),
  );
  const there = new Set(room.people.map((one) => one.id));
  const mine = me.person?.id;
  return (
    <section>
      <h3>{t("major.people")}</h3>
      <p className={classes.plain} style={{ paddingLeft: 0 }}>
        {room.people.map((one) => one.name).join(", ")}
      </p>
      {works && (
        <div className={classes.actions}>
          {mine !== undefined && !there.has(mine) && (
            <Button size="xs" variant="default" onClick={() => join.mutate(mine)}>
              {t("major.join")}
            </Button>
          )}
          <Select
            size="xs"
            searchable
            aria-label={t("major.bring")}
            placeholder={t("major.bring")}
            data={(technicians.data ?? [])
              .filter((one) => !there.has(one.id))
              .map((one) => ({ value: String(one.id), label: one.name }))}
            value={null}
            onChange={(id) => id && join.mutate(Number(id))}
          />
        </div>
      )}
    </section>
  );
}

function Tasks({ room, works }: { room: Room; works: boolean }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const params = { path: { number: room.number } };
  const add = useMajor(() =>
    read(api.POST("/api/major-incidents/{number}/tasks", { params, body: { text, personId: null } })),
  );
  const tick = useMajor(({ taskId, done }: { taskId: number; done: boolean }) =>
    read(
      api.PUT("/api/major-incidents/{number}/tasks/{roomTaskId}", {
        params: { path: { number: room.number, roomTaskId: taskId } },
        body: { done },
      }),
    ),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(undefined, { onSuccess: () => setText("") });
  };
  return (
    <section>
      <h3>{t("major.tasks")}</h3>
      <div className={classes.stack} style={{ gap: 6 }}>
        {room.tasks.map((task) => (
          <Checkbox
            key={task.id}
            size="xs"
            disabled={!works}
            label={task.person ? `${task.text} · ${task.person.name}` : task.text}
            checked={task.doneAt !== null}
            onChange={(event) => tick.mutate({ taskId: task.id, done: event.currentTarget.checked })}
          />
        ))}
        {works && (
          <form onSubmit={submit}>
            <TextInput
              size="xs"
              aria-label={t("major.task")}
              placeholder={t("major.task")}
              maxLength={500}
              required
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          </form>
        )}
      </div>
    </section>
  );
}

function Affected({ room, works }: { room: Room; works: boolean }) {
  const { t } = useTranslation();
  const link = useMajor((numbers: number[]) =>
    read(
      api.POST("/api/major-incidents/{number}/affected", {
        params: { path: { number: room.number } },
        body: { numbers },
      }),
    ),
  );
  return (
    <section>
      <h3>{t("major.affected", { count: room.affected.length })}</h3>
      <ul className={classes.plain}>
        {room.affected.map((one) => (
          <li key={one.number}>
            <Link to="/tickets/$number" params={{ number: String(one.number) }}>
              #{one.number} {one.subject}
            </Link>{" "}
            <StatusTag status={one.status} />
          </li>
        ))}
      </ul>
      {works && room.alike.length > 0 && (
        <>
          <h3>{t("major.alike")}</h3>
          <ul className={classes.plain}>
            {room.alike.slice(0, 10).map((one) => (
              <li key={one.number}>
                <Link to="/tickets/$number" params={{ number: String(one.number) }}>
                  #{one.number} {one.subject}
                </Link>{" "}
                <Tag>{t(`major.because.${one.because}`)}</Tag>{" "}
                <Button size="compact-xs" variant="subtle" onClick={() => link.mutate([one.number])}>
                  {t("major.link")}
                </Button>
              </li>
            ))}
          </ul>
          {room.alike.length > 1 && (
            <Button
              size="compact-sm"
              variant="default"
              loading={link.isPending}
              onClick={() => link.mutate(room.alike.map((one) => one.number))}
            >
              {t("major.linkAll", { count: room.alike.length })}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function Log({ room, works }: { room: Room; works: boolean }) {
  const { t, i18n } = useTranslation();
  const [text, setText] = useState("");
  const log = useMajor(() =>
    read(api.POST("/api/major-incidents/{number}/log", { params: { path: { number: room.number } }, body: { text } })),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    log.mutate(undefined, { onSuccess: () => setText("") });
  };
  return (
    <section>
      <h3>{t("major.log")}</h3>
      {works && (
        <form onSubmit={submit}>
          <TextInput
            size="xs"
            aria-label={t("major.logHint")}
            placeholder={t("major.logHint")}
            required
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </form>
      )}
      <ul className={classes.log}>
        {room.log.map((line) => (
          <li key={line.id}>
            <span className={classes.dim}>
              {toMinute(line.at, i18n.language)} · {line.by?.name}
            </span>
            <Html html={line.html} />
          </li>
        ))}
      </ul>
    </section>
  );
}
