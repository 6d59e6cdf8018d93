import { Alert, Button, CloseButton } from "@mantine/core";
import { IconArrowMerge } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { TicketPage, TicketRef } from "~/api/shapes";
import { StatusTag } from "../parts/labels";
import { useParent, useUnmerge } from "./relations";
import classes from "./Ticket.module.css";

/** The ticket that this one is a part of, its own parts, and what goes on in it. */
export function Related({ ticket }: { ticket: TicketPage }) {
  const { t } = useTranslation();
  const parent = useParent(ticket.number);
  const unmerge = useUnmerge(ticket.number);
  const { related } = ticket;
  return (
    <>
      {related.parent && (
        <div className={classes.detail}>
          <h3>{t("desk.parent.of")}</h3>
          <ul className={classes.links}>
            <Other
              ticket={related.parent}
              action={t("desk.parent.leave")}
              onClose={() => parent.mutate({ child: ticket.number, parent: null })}
            />
          </ul>
        </div>
      )}
      {related.children.length > 0 && (
        <div className={classes.detail}>
          <h3>{t("desk.parent.children")}</h3>
          <ul className={classes.links}>
            {related.children.map((child) => (
              <Other
                key={child.number}
                ticket={child}
                action={t("desk.parent.remove", { number: child.number })}
                onClose={() => parent.mutate({ child: child.number, parent: null })}
              />
            ))}
          </ul>
        </div>
      )}
      {related.merged.length > 0 && (
        <div className={classes.detail}>
          <h3>{t("desk.merge.here")}</h3>
          <ul className={classes.links}>
            {related.merged.map((merged) => (
              <Other
                key={merged.number}
                ticket={merged}
                action={t("desk.merge.undo", { number: merged.number })}
                onClose={() => unmerge.mutate(merged.number)}
              />
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Other({ ticket, action, onClose }: { ticket: TicketRef; action: string; onClose: () => void }) {
  return (
    <li>
      <Link to="/tickets/$number" params={{ number: String(ticket.number) }} className="f-clip">
        #{ticket.number} {ticket.subject}
      </Link>
      <StatusTag status={ticket.status} />
      <CloseButton size="xs" aria-label={action} title={action} onClick={onClose} />
    </li>
  );
}

/** Above a ticket that goes on elsewhere. */
export function GoesOnElsewhere({ ticket }: { ticket: TicketPage }) {
  const { t } = useTranslation();
  const unmerge = useUnmerge(ticket.number);
  const into = ticket.related.mergedInto;
  if (!into) return null;
  return (
    <Alert icon={<IconArrowMerge size={18} />} title={t("desk.merge.goesOn", { number: into.number })}>
      <Link to="/tickets/$number" params={{ number: String(into.number) }}>
        #{into.number} {into.subject}
      </Link>{" "}
      <Button
        size="compact-xs"
        variant="default"
        loading={unmerge.isPending}
        onClick={() => unmerge.mutate(ticket.number)}
      >
        {t("desk.merge.takeBack")}
      </Button>
    </Alert>
  );
}
