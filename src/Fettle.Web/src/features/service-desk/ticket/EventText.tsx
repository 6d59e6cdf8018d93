import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeState, EntryKind, TicketStatus, TimelineEntry } from "~/api/shapes";
import { allStatuses } from "~/app/search/queue";
import { exact, span } from "~/ui/time";

type EventKind = Exclude<EntryKind, "opened" | "reply" | "note" | "sideMessage">;

/** What the system or a person did, as one sentence with its links. */
export function EventText({ entry }: { entry: TimelineEntry & { kind: EventKind } }) {
  const { t, i18n } = useTranslation();
  const data = entry.data ?? {};
  const isStatus = entry.kind === "statusChanged" || entry.kind === "reopened";
  const isDue = entry.kind === "dueChanged";
  const word = (value: string | null | undefined) => {
    if (entry.kind === "changeMoved") return t(`changes.state.${value as ChangeState}`);
    if (isDue) return value ? exact(value, i18n.language) : "–";
    const status = allStatuses.find((one) => one === value) as TicketStatus | undefined;
    return isStatus && status
      ? t(`tickets.status.${status}`)
      : (value ?? t(entry.kind === "assigneeChanged" ? "tickets.nobody" : "common.none"));
  };
  const sentence = t(`tickets.events.${entry.kind}`, {
    from: word(data.from),
    to: word(data.to),
    step: data.step ?? "",
    target: data.target ? t(`promises.kind.${data.target}`) : "",
    ticket: data.ticket ?? "",
    title: data.title ?? data.cause ?? "",
    causes: data.causes?.join(", ") || t("tickets.events.nothingFound"),
    after: span(data.after ?? "", i18n.language),
    score: data.score ?? "",
    articles: data.articles?.map((article) => article.title).join(", ") ?? "",
  });
  const said =
    entry.kind === "remedyFinished" && data.verified
      ? t("tickets.events.remedyVerified", { title: data.title ?? "" })
      : entry.kind === "changeVoted"
        ? t(data.approved ? "changes.voted.approved" : "changes.voted.refused")
        : entry.kind === "confirmed"
          ? t(data.solved ? "tickets.events.confirmedSolved" : "tickets.events.confirmedNot")
          : entry.kind === "approvalAnswered"
            ? t(data.approved ? "tickets.events.approvalYes" : "tickets.events.approvalNo", { title: data.title ?? "" })
            : sentence;
  // "changed the status …" wants somebody who did, if only the system; "Check-up started" does not.
  const named = entry.author.kind !== "server" || /^\p{Ll}/u.test(said);
  return (
    <>
      {named && <strong>{entry.author.name} </strong>}
      {said}
      {target(entry)}
      {data.because && ` ${data.because}`}
      {data.failure && ` ${data.failure}`}
      {entry.text && ` “${entry.text}”`}
    </>
  );
}

/** Where the event can be looked into. */
function target({ data }: TimelineEntry): ReactNode {
  if (data?.checkUpId)
    return (
      <>
        {" "}
        <Link to="/checkups/$id" params={{ id: String(data.checkUpId) }}>
          #{data.checkUpId}
        </Link>
      </>
    );
  if (data?.jobId)
    return (
      <>
        {" "}
        <Link to="/jobs/$id" params={{ id: String(data.jobId) }}>
          #{data.jobId}
        </Link>
      </>
    );
  if (data?.ticket)
    return (
      <>
        {" "}
        <Link to="/tickets/$number" params={{ number: String(data.ticket) }}>
          #{data.ticket}
        </Link>
      </>
    );
  return null;
}
