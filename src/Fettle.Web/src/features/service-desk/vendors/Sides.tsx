import { Button } from "@mantine/core";
import { IconMailForward } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Side, TicketPage } from "~/api/shapes";
import { Tag } from "~/ui/Tag";
import ticketClasses from "../ticket/Ticket.module.css";
import { sidesQuery } from "./queries";

const SideDialog = lazy(() => import("./SideDialog"));

/** Who outside is written to about this ticket; the requester sees nothing of it. */
export function Sides({ ticket }: { ticket: TicketPage }) {
  const { t } = useTranslation();
  const sides = useQuery(sidesQuery(ticket.number));
  const [opened, open] = useState<Side | "new" | null>(null);
  return (
    <div className={ticketClasses.detail}>
      <h3>{t("vendors.sides")}</h3>
      <ul className={ticketClasses.links}>
        {sides.data?.map((side) => (
          <li key={side.id}>
            <Button variant="subtle" size="compact-xs" px={4} onClick={() => open(side)}>
              {side.name}
            </Button>
            <span className="f-clip">
              {side.subject}
              {side.caseNumber && ` · ${side.caseNumber}`}
            </span>
            <Tag tone={side.answered ? "green" : "grey"}>
              {t(side.answered ? "vendors.answered" : "vendors.waiting")}
            </Tag>
          </li>
        ))}
      </ul>
      <Button
        variant="subtle"
        size="compact-xs"
        mt={4}
        leftSection={<IconMailForward size={14} />}
        onClick={() => open("new")}
      >
        {t("vendors.write")}
      </Button>
      <Suspense>
        {opened && <SideDialog ticket={ticket} side={opened === "new" ? null : opened} onClose={() => open(null)} />}
      </Suspense>
    </div>
  );
}
