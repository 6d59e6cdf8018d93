import { Button, Group, Modal, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { mayBeForced } from "~/api/problem";
import type { Change } from "~/api/shapes";
import { Html } from "~/ui/Html";
import { notifyProblem } from "~/ui/notify";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Tag } from "~/ui/Tag";
import { toMinute } from "~/ui/time";
import { useDialog } from "~/ui/useDialog";
import { Ask } from "./Ask";
import classes from "./Changes.module.css";
import { KindTag, RiskTag, StateTag } from "./labels";
import { changeQuery, useStep } from "./queries";

const EditPlan = lazy(() => import("./EditPlan"));

/** On a change's ticket: its plan, who approves it, and the next step. */
export default function ChangePanel({ number }: { number: number }) {
  const { t } = useTranslation();
  const change = useQuery(changeQuery(number));
  return (
    <Panel title={t("tickets.kind.change")} actions={change.data && <StateTag state={change.data.state} />}>
      <Query of={change} rows={4}>
        {(data) => <Loaded change={data} />}
      </Query>
    </Panel>
  );
}

function Loaded({ change }: { change: Change }) {
  const { t, i18n } = useTranslation();
  const at = (instant: string) => toMinute(instant, i18n.language);
  return (
    <div className={classes.stack}>
      <div className={classes.facts}>
        <KindTag kind={change.kind} />
        {change.template && <span>{change.template}</span>}
        <RiskTag risk={change.risk} score={change.riskScore} most={change.mostRisk} />
        <span>
          {change.startsAt && change.endsAt
            ? t("changes.fromTo", { from: at(change.startsAt), to: at(change.endsAt) })
            : t("changes.noTime")}
        </span>
      </div>
      {change.frozen && (
        <div className={classes.warning} role="status">
          {t("changes.frozen", { name: change.frozen.name, until: at(change.frozen.until) })}
        </div>
      )}
      {change.conflicts.length > 0 && (
        <div className={classes.warning} role="status">
          {t("changes.conflicts")}
          <ul>
            {change.conflicts.map((one) => (
              <li key={one.number}>
                <Link to="/tickets/$number" params={{ number: String(one.number) }}>
                  #{one.number} {one.subject}
                </Link>{" "}
                {one.devices.length > 0 ? (
                  <Tag tone="red">{one.devices.join(", ")}</Tag>
                ) : (
                  <Tag>{t("changes.sameTime")}</Tag>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {(change.devices.length > 0 || change.services.length > 0) && (
        <div className={classes.facts}>
          {change.devices.map((one) => (
            <Link key={one.id} to="/devices/$id" params={{ id: String(one.id) }}>
              {one.name}
            </Link>
          ))}
          {change.services.map((one) => (
            <Tag key={one}>{one}</Tag>
          ))}
        </div>
      )}
      <div className={classes.texts}>
        <Words title={t("changes.plan.plan")} text={change.plan} />
        <Words title={t("changes.plan.test")} text={change.testPlan} />
        <Words title={t("changes.plan.backOut")} text={change.backOut} />
        <Words title={t("changes.result")} text={change.result} />
        <Words title={t("changes.review")} text={change.review} />
      </div>
      <Approval change={change} />
      <Steps change={change} />
    </div>
  );
}

function Words({ title, text }: { title: string; text: Change["plan"] }) {
  if (!text) return null;
  return (
    <section>
      <h3>{title}</h3>
      <Html html={text.html} />
    </section>
  );
}

function Approval({ change }: { change: Change }) {
  const { t } = useTranslation();
  if (change.board.length === 0) return null;
  return (
    <section>
      <h3>
        {change.quorum === null
          ? t("changes.board.title")
          : t("changes.board.quorum", { count: change.quorum, all: change.board.length })}
      </h3>
      <ul className={classes.plain}>
        {change.board.map((member) => {
          const vote = change.votes.find((one) => one.person.id === member.id);
          return (
            <li key={member.id}>
              {member.name}{" "}
              {vote ? (
                <Tag tone={vote.approved ? "green" : "red"}>
                  {t(vote.approved ? "changes.board.approved" : "changes.board.refused")}
                </Tag>
              ) : (
                member.hasPart && <Tag>{t("changes.board.hasPart")}</Tag>
              )}{" "}
              {vote?.comment}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Steps({ change }: { change: Change }) {
  const { t } = useTranslation();
  const { number, version } = change;
  const params = { path: { number } };
  const plan = useDialog();
  const [question, ask] = useState<string | null>(null);
  const may = (step: Change["may"][number]) => change.may.includes(step);
  const submit = useStep(
    number,
    (force: boolean) => read(api.POST("/api/changes/{number}/submit", { params, body: { version, force } })),
    true,
  );
  const send = (force: boolean) => {
    ask(null);
    submit.mutate(force, {
      onError: (error) => (mayBeForced(error) ? ask((error as Error).message) : notifyProblem(error)),
    });
  };
  const vote = useStep(number, (body: { approve: boolean; comment: string | null }) =>
    read(api.PUT("/api/changes/{number}/vote", { params, body: { ...body, version } })),
  );
  const start = useStep(number, () => read(api.POST("/api/changes/{number}/start", { params, body: { version } })));
  const finish = useStep(number, (body: { outcome: "succeeded" | "failed" | "backedOut"; result: string | null }) =>
    read(api.POST("/api/changes/{number}/finish", { params, body: { ...body, version } })),
  );
  const review = useStep(number, (text: string) =>
    read(api.POST("/api/changes/{number}/review", { params, body: { review: text, version } })),
  );
  const cancel = useStep(number, (because: string) =>
    read(api.POST("/api/changes/{number}/cancel", { params, body: { because, version } })),
  );
  if (change.may.length === 0) return null;
  return (
    <div className={classes.actions}>
      {may("submit") && (
        <Button size="xs" loading={submit.isPending} onClick={() => send(false)}>
          {t("changes.do.submit")}
        </Button>
      )}
      {may("vote") && (
        <>
          <Button size="xs" loading={vote.isPending} onClick={() => vote.mutate({ approve: true, comment: null })}>
            {t("changes.do.approve")}
          </Button>
          <Ask
            label={t("changes.do.refuse")}
            ask={t("changes.do.refuseWhy")}
            color="red"
            run={(comment) => vote.mutateAsync({ approve: false, comment })}
          />
        </>
      )}
      {may("start") && (
        <Button size="xs" loading={start.isPending} onClick={() => start.mutate(undefined)}>
          {t("changes.do.start")}
        </Button>
      )}
      {may("finish") && (
        <>
          <Button
            size="xs"
            loading={finish.isPending}
            onClick={() => finish.mutate({ outcome: "succeeded", result: null })}
          >
            {t("changes.do.succeeded")}
          </Button>
          {(["backedOut", "failed"] as const).map((outcome) => (
            <Ask
              key={outcome}
              label={t(`changes.do.${outcome}`)}
              ask={t("changes.do.whatHappened")}
              color="red"
              run={(result) => finish.mutateAsync({ outcome, result })}
            />
          ))}
        </>
      )}
      {may("review") && (
        <Ask
          label={t("changes.do.review")}
          ask={t("changes.do.learned")}
          filled
          run={(text) => review.mutateAsync(text)}
        />
      )}
      {may("plan") && (
        <Button size="xs" variant="default" onClick={plan.open}>
          {t("changes.plan.edit")}
        </Button>
      )}
      {may("cancel") && (
        <Ask label={t("changes.do.cancel")} ask={t("changes.do.why")} run={(because) => cancel.mutateAsync(because)} />
      )}
      <Suspense>{plan.used && <EditPlan change={change} opened={plan.opened} onClose={plan.close} />}</Suspense>
      {question && (
        <Modal opened onClose={() => ask(null)} title={t("changes.sameDevice")}>
          <Text mb="lg">{question}</Text>
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={() => ask(null)}>
              {t("common.cancel")}
            </Button>
            <Button onClick={() => send(true)}>{t("changes.do.submitAnyway")}</Button>
          </Group>
        </Modal>
      )}
    </div>
  );
}
