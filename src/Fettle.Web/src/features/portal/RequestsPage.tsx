import { Button } from "@mantine/core";
import { IconChevronRight, IconCircleCheck, IconClock, IconMessage2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { TicketStatus } from "~/api/shapes";
import { useTitle } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { When } from "~/ui/When";
import classes from "./Portal.module.css";
import { requestsQuery } from "./queries";

const done: TicketStatus[] = ["resolved", "verified", "closed"];

export function RequestsPage() {
  const { t } = useTranslation();
  useTitle(t("portal.mine"));
  const requests = useQuery(requestsQuery);
  return (
    <>
      <h1 className={classes.title}>{t("portal.mine")}</h1>
      <Query of={requests} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={<IconCircleCheck size={28} stroke={1.5} />}
              title={t("portal.noRequests")}
              hint={t("portal.noRequestsHint")}
            >
              <Button component={Link} to="/help">
                {t("portal.report")}
              </Button>
            </Empty>
          ) : (
            <ul className={classes.cards}>
              {items.map((one) => (
                <li key={one.number}>
                  <Link to="/help/requests/$number" params={{ number: String(one.number) }} className={classes.card}>
                    <StatusIcon status={one.status} />
                    <span className={classes.cardTitle}>{one.subject}</span>
                    <IconChevronRight size={18} aria-hidden />
                    <span className={classes.cardText}>
                      {t(`portal.status.${one.status}`)} · <When at={one.updatedAt} />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Query>
    </>
  );
}

function StatusIcon({ status }: { status: TicketStatus }) {
  const Icon = done.includes(status) ? IconCircleCheck : status === "waitingForRequester" ? IconMessage2 : IconClock;
  return <Icon size={20} stroke={1.7} aria-hidden />;
}
