import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconDots,
  IconLoader,
} from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { Panel } from "~/ui/Page";
import { Tag, type Tone } from "~/ui/Tag";
import { toMinute } from "~/ui/time";
import { useNow } from "~/ui/When";
import { PersonSelect } from "../service-desk/parts/PersonSelect";
import classes from "./Catalogue.module.css";
import { Facts } from "./Facts";
import {
  type TicketRequest as Request,
  type RequestApproval,
  type RequestTask,
  ticketRequestQuery,
  useTaskStep,
} from "./queries";

const states: Record<Request["state"], Tone> = {
  deciding: "amber",
  working: "blue",
  done: "green",
  refused: "red",
  withdrawn: "grey",
};

/** What a ticket asks for from the catalogue: the answers, who decides, and the tasks. Nothing on other tickets. */
export function TicketRequest({ number }: { number: number }) {
  const { t } = useTranslation();
  const { data: request } = useQuery(ticketRequestQuery(number));
  if (!request) return null;
  const needed = request.tasks.filter((task) => task.state !== "skipped");
  const done = needed.filter((task) => task.state === "done").length;
  return (
    <Panel
      title={request.name}
      actions={<Tag tone={states[request.state]}>{t(`catalogue.requestState.${request.state}`)}</Tag>}
    >
      <div className={classes.panel}>
        <Facts answers={request.answers} cost={request.cost} currency={request.currency} />
        {request.approvals.length > 0 && (
          <div className={classes.part}>
            <h3>{t("catalogue.approvalsOf")}</h3>
            <ul className={classes.tasks}>
              {request.approvals.map((approval) => (
                <OneApproval key={approval.id} approval={approval} number={number} mayAsk={request.mayAskElse} />
              ))}
            </ul>
          </div>
        )}
        {request.tasks.length > 0 && (
          <div className={classes.part}>
            <h3>{t("catalogue.tasksDone", { done, count: needed.length })}</h3>
            <div className={classes.bar} aria-hidden>
              <span style={{ width: `${needed.length ? (100 * done) / needed.length : 0}%` }} />
            </div>
            <ul className={classes.tasks}>
              {request.tasks.map((task) => (
                <OneTask key={task.id} task={task} number={number} />
              ))}
            </ul>
          </div>
        )}
      </div>
    </Panel>
  );
}

const approvalIcons = {
  ahead: IconCircleDashed,
  open: IconCircle,
  granted: IconCircleCheck,
  refused: IconAlertTriangle,
  dropped: IconCircleMinus,
};
const looks = { ahead: "waiting", open: "open", granted: "done", refused: "failed", dropped: "skipped" };

function OneApproval({ approval, number, mayAsk }: { approval: RequestApproval; number: number; mayAsk: boolean }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const Icon = approvalIcons[approval.state];
  const late = approval.state === "open" && approval.dueAt && Date.parse(approval.dueAt) < now;
  return (
    <li className={classes.task} data-state={looks[approval.state]}>
      <Icon size={17} aria-hidden />
      <span>
        <strong>{approval.name}</strong> {t(`catalogue.approvalState.${approval.state}`)}
        {approval.quorum > 1 && ` · ${t("catalogue.quorumOf", { count: approval.quorum, of: approval.voices.length })}`}
      </span>
      {approval.state === "open" && mayAsk ? <AskElse approval={approval} number={number} /> : <span />}
      {approval.voices.map((voice) => (
        <span key={voice.person.id} className={classes.small}>
          {voice.person.name}
          {voice.by && ` (${voice.by.name})`}:{" "}
          {voice.answer === null ? t("catalogue.noAnswer") : t(voice.answer ? "catalogue.saidYes" : "catalogue.saidNo")}
          {voice.way && voice.way !== "portal" && ` · ${t(`catalogue.way.${voice.way}`)}`}
          {voice.because && ` – ${voice.because}`}
        </span>
      ))}
      {approval.state === "open" && approval.dueAt && (
        <span className={`${classes.small} ${late ? classes.late : ""}`}>
          {t("catalogue.until", { at: toMinute(approval.dueAt, i18n.language) })}
        </span>
      )}
    </li>
  );
}

/** One more person to ask, where nobody answers. */
function AskElse({ approval, number }: { approval: RequestApproval; number: number }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [opened, menu] = useDisclosure(false);
  const ask = useMutation({
    mutationFn: (personId: number) =>
      read(
        api.POST("/api/tickets/{number}/approvals/{approvalId}/approvers", {
          params: { path: { number, approvalId: approval.id } },
          body: { personId },
        }),
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: ["ticket", String(number)] }),
  });
  return opened ? (
    <PersonSelect
      label={t("catalogue.askElse")}
      bare
      value={null}
      onChange={(id) => {
        if (id) ask.mutate(id);
        menu.close();
      }}
    />
  ) : (
    <Button size="compact-xs" variant="subtle" loading={ask.isPending} onClick={menu.open}>
      {t("catalogue.askElse")}
    </Button>
  );
}

const taskIcons = {
  waiting: IconCircleDashed,
  open: IconCircle,
  running: IconLoader,
  failed: IconAlertTriangle,
  done: IconCircleCheck,
  skipped: IconCircleMinus,
};

function OneTask({ task, number }: { task: RequestTask; number: number }) {
  const { t, i18n } = useTranslation();
  const step = useTaskStep(number);
  const now = useNow();
  const Icon = taskIcons[task.state];
  const ended = task.state === "done" || task.state === "skipped";
  const late = !ended && task.dueAt && Date.parse(task.dueAt) < now;
  const run = (next: Parameters<typeof step.mutate>[0]["step"]) => step.mutate({ taskId: task.id, step: next });
  const owner = task.person?.name ?? task.team;
  return (
    <li className={classes.task} data-state={task.state}>
      <Icon size={17} aria-label={t(`catalogue.taskState.${task.state}`)} />
      <span>{task.title}</span>
      <span className={classes.head}>
        {task.state === "open" && (
          <Button size="compact-xs" variant="default" loading={step.isPending} onClick={() => run("done")}>
            {t("catalogue.finish")}
          </Button>
        )}
        {task.state === "failed" && task.automatic && (
          <Button size="compact-xs" variant="default" loading={step.isPending} onClick={() => run("tryAgain")}>
            {t("common.retry")}
          </Button>
        )}
        {task.state !== "running" && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Tooltip label={t("catalogue.moreOf", { title: task.title })}>
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t("catalogue.moreOf", { title: task.title })}
                >
                  <IconDots size={16} />
                </ActionIcon>
              </Tooltip>
            </Menu.Target>
            <Menu.Dropdown>
              {task.state === "failed" && (
                <Menu.Item onClick={() => run("done")}>{t("catalogue.doneByHand")}</Menu.Item>
              )}
              {!ended && <Menu.Item onClick={() => run("skip")}>{t("catalogue.skip")}</Menu.Item>}
              {ended && <Menu.Item onClick={() => run("takeUpAgain")}>{t("catalogue.takeUpAgain")}</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        )}
      </span>
      {task.text && !ended && <span className={classes.small}>{task.text}</span>}
      {task.state === "waiting" && task.after.length > 0 && (
        <span className={classes.small}>{t("catalogue.after", { tasks: task.after.join(", ") })}</span>
      )}
      {(owner || task.dueAt) && !ended && (
        <span className={`${classes.small} ${late ? classes.late : ""}`}>
          {[owner, task.dueAt && t("catalogue.due", { at: toMinute(task.dueAt, i18n.language) })]
            .filter(Boolean)
            .join(" · ")}
        </span>
      )}
      {task.jobId && (
        <span className={classes.small}>
          <Link to="/jobs/$id" params={{ id: String(task.jobId) }}>
            {t("catalogue.job", { id: task.jobId })}
          </Link>
        </span>
      )}
      {task.failure && task.state !== "done" && (
        <span className={`${classes.small} ${classes.late}`}>{task.failure}</span>
      )}
      {task.endedBy && <span className={classes.small}>{task.endedBy.name}</span>}
    </li>
  );
}
