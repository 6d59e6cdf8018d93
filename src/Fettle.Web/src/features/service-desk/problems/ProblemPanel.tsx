import { Alert, Button, Checkbox, Modal, Stack, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { ProblemRecord, TicketPage } from "~/api/shapes";
import { formProblem } from "~/ui/forms";
import { Html } from "~/ui/Html";
import { notifyDone } from "~/ui/notify";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Tag } from "~/ui/Tag";
import { useDialog } from "~/ui/useDialog";
import classes from "../changes/Changes.module.css";
import { StatusTag } from "../parts/labels";
import { useTicketChanged } from "../ticket/queries";
import { recordQuery } from "./queries";

const DraftChange = lazy(() => import("../changes/DraftChange"));

/** On a problem's ticket: what is known of it, which tickets it is behind, and the way to solve all of them. */
export default function ProblemPanel({ ticket }: { ticket: TicketPage }) {
  const { t } = useTranslation();
  const record = useQuery(recordQuery(ticket.number));
  return (
    <Panel
      title={t("tickets.kind.problem")}
      actions={record.data?.knownSince && <Tag tone="violet">{t("changes.problem.known")}</Tag>}
    >
      <Query of={record} rows={4}>
        {(data) => <Loaded ticket={ticket} record={data} />}
      </Query>
    </Panel>
  );
}

function Loaded({ ticket, record }: { ticket: TicketPage; record: ProblemRecord }) {
  const { t } = useTranslation();
  const [describing, describe] = useDisclosure(false);
  const [solving, solve] = useDisclosure(false);
  const change = useDialog();
  const works = ticket.may.includes("workTickets");
  const open = ["new", "open", "waitingForRequester", "waitingForOther"].includes(ticket.status);
  return (
    <div className={classes.stack}>
      <Words title={t("changes.problem.rootCause")} html={record.rootCauseHtml} />
      <Words title={t("changes.problem.workaround")} html={record.workaroundHtml} />
      <Words
        title={t(record.public ? "changes.problem.plainPublic" : "changes.problem.plain")}
        html={record.plainWordsHtml}
      />
      {!record.rootCause && !record.workaround && <p className={classes.dim}>{t("changes.problem.nothing")}</p>}
      <section>
        <h3>{t("changes.problem.behind", { count: record.tickets.length })}</h3>
        <ul className={classes.plain}>
          {record.tickets.slice(0, 20).map((one) => (
            <li key={one.number}>
              <Link to="/tickets/$number" params={{ number: String(one.number) }}>
                #{one.number} {one.subject}
              </Link>{" "}
              <StatusTag status={one.status} />
            </li>
          ))}
        </ul>
      </section>
      {works && (
        <div className={classes.actions}>
          <Button size="xs" variant="default" onClick={describe.open}>
            {t("changes.problem.describe")}
          </Button>
          {open && (
            <>
              <Button size="xs" onClick={solve.open}>
                {t("changes.problem.solve")}
              </Button>
              <Button size="xs" variant="default" onClick={change.open}>
                {t("changes.problem.change")}
              </Button>
            </>
          )}
        </div>
      )}
      <Modal opened={describing} onClose={describe.close} title={t("changes.problem.describe")} size="lg">
        <Describe record={record} onDone={describe.close} />
      </Modal>
      <Modal opened={solving} onClose={solve.close} title={t("changes.problem.solve")}>
        <Solve record={record} onDone={solve.close} />
      </Modal>
      <Suspense>{change.used && <DraftChange opened={change.opened} onClose={change.close} about={ticket} />}</Suspense>
    </div>
  );
}

function Words({ title, html }: { title: string; html: string | null }) {
  if (!html) return null;
  return (
    <section>
      <h3>{title}</h3>
      <Html html={html} />
    </section>
  );
}

function Describe({ record, onDone }: { record: ProblemRecord; onDone: () => void }) {
  const { t } = useTranslation();
  const changed = useTicketChanged(record.number);
  const [words, setWords] = useState({
    rootCause: record.rootCause ?? "",
    workaround: record.workaround ?? "",
    plainWords: record.plainWords ?? "",
    public: record.public,
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      read(
        api.PUT("/api/problems/{number}/record", {
          params: { path: { number: record.number } },
          body: { ...words, version: record.version },
        }),
      ),
    onSuccess: onDone,
    onSettled: changed,
  });
  const problem = save.error ? formProblem(save.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem?.text && <Alert color="red">{problem.text}</Alert>}
        {(["rootCause", "workaround", "plainWords"] as const).map((field) => (
          <Textarea
            key={field}
            label={t(`changes.problem.${field === "plainWords" ? "plain" : field}`)}
            description={t(`changes.problem.hint.${field}`)}
            autosize
            minRows={3}
            maxRows={12}
            error={problem?.fields[field]}
            value={words[field]}
            onChange={(event) => {
              const text = event.currentTarget.value;
              setWords((was) => ({ ...was, [field]: text }));
            }}
          />
        ))}
        <Checkbox
          label={t("changes.problem.public")}
          checked={words.public}
          onChange={(event) => {
            const on = event.currentTarget.checked;
            setWords((was) => ({ ...was, public: on }));
          }}
        />
        <Button type="submit" loading={save.isPending}>
          {t("common.save")}
        </Button>
      </Stack>
    </form>
  );
}

function Solve({ record, onDone }: { record: ProblemRecord; onDone: () => void }) {
  const { t } = useTranslation();
  const changed = useTicketChanged(record.number);
  const [message, setMessage] = useState("");
  const [resolve, setResolve] = useState(true);
  const solve = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      read(
        api.POST("/api/problems/{number}/solve", {
          params: { path: { number: record.number } },
          body: { message: message || null, resolveTickets: resolve, rootCause: null, version: record.version },
        }),
      ),
    onSuccess: ({ told, resolved, left }) => {
      const rest = left.map((one) => `#${one.number}: ${one.why}`).join(" ");
      notifyDone(`${t("changes.problem.solved", { told, resolved })} ${rest}`);
      onDone();
    },
    onSettled: changed,
  });
  const problem = solve.error ? formProblem(solve.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    solve.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem?.text && <Alert color="red">{problem.text}</Alert>}
        <Textarea
          label={t("changes.problem.message", { count: record.affected })}
          description={t("changes.problem.messageHint")}
          autosize
          minRows={4}
          maxRows={12}
          data-autofocus
          error={problem?.fields.message}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        <Checkbox
          label={t("changes.problem.resolve")}
          checked={resolve}
          onChange={(event) => setResolve(event.currentTarget.checked)}
        />
        <Button type="submit" loading={solve.isPending}>
          {t("changes.problem.solve")}
        </Button>
      </Stack>
    </form>
  );
}
