import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TicketPage as Ticket } from "~/api/shapes";
import { useMe } from "~/app/session";
import { useShortcuts } from "~/app/shortcuts/keys";
import { DiagnosisPanel } from "~/features/diagnosis/DiagnosisPanel";
import { useTitle } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { KnownErrors } from "../problems/KnownErrors";
import { Targets } from "../promises/Targets";
import { Conversation } from "./Conversation";
import { Details } from "./Details";
import { Head } from "./Head";
import { Properties } from "./Properties";
import { ticketQuery, useChange, useSeen } from "./queries";
import { GoesOnElsewhere } from "./Related";
import classes from "./Ticket.module.css";
import { usePresence } from "./usePresence";

const TicketRequest = lazy(async () => ({
  default: (await import("~/features/catalogue/TicketRequest")).TicketRequest,
}));
const ChangePanel = lazy(() => import("../changes/ChangePanel"));
const RoomPanel = lazy(() => import("../major/RoomPanel"));
const ProblemPanel = lazy(() => import("../problems/ProblemPanel"));

const route = getRouteApi("/signed-in/console/tickets/$number");

export function TicketPage() {
  const number = Number(route.useParams().number);
  const ticket = useQuery(ticketQuery(number));
  return <Query of={ticket}>{(data) => <Loaded key={data.number} ticket={data} />}</Query>;
}

function Loaded({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const me = useMe();
  const isAskedFor = ticket.kind === "incident" || ticket.kind === "request";
  const navigate = useNavigate();
  const change = useChange(ticket.number);
  const [writing, setWriting] = useState(false);
  const others = usePresence(ticket.number, writing);
  useSeen(ticket.number, ticket.updatedAt);
  useTitle(`#${ticket.number} ${ticket.subject}`);
  const focus = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus();
  useShortcuts([
    { keys: "a", group: "ticket", label: t("tickets.keys.assign"), run: () => focus("[data-property=assignee]") },
    { keys: "s", group: "ticket", label: t("tickets.keys.status"), run: () => focus("[data-property=status]") },
    {
      keys: "t",
      group: "ticket",
      label: t("tickets.take"),
      run: () => me.person && change.mutate({ field: "assignee", technicianId: me.person.id }),
    },
    { keys: "u", group: "ticket", label: t("tickets.keys.back"), run: () => void navigate({ to: "/queue" }) },
  ]);
  return (
    <article className={classes.page}>
      <Head ticket={ticket} others={others} />
      <GoesOnElsewhere ticket={ticket} />
      <Properties ticket={ticket} />
      <Suspense>
        {ticket.kind === "change" && <ChangePanel number={ticket.number} />}
        {ticket.major && <RoomPanel number={ticket.number} />}
        {ticket.kind === "problem" && <ProblemPanel ticket={ticket} />}
      </Suspense>
      <div className={classes.columns}>
        <div className={classes.side}>
          {ticket.kind === "request" && (
            <Suspense fallback={null}>
              <TicketRequest number={ticket.number} />
            </Suspense>
          )}
          {isAskedFor && <KnownErrors number={ticket.number} />}
          {ticket.kind !== "change" && <DiagnosisPanel ticket={ticket} />}
          {isAskedFor && <Targets number={ticket.number} />}
          <Details ticket={ticket} />
        </div>
        <Conversation ticket={ticket} onWriting={setWriting} />
      </div>
    </article>
  );
}
