import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { TicketPage } from "~/api/shapes";
import { Panel } from "~/ui/Page";
import { Failed, Loading } from "~/ui/States";
import { Composer } from "./Composer";
import { Entry } from "./Entry";
import { timelineQuery } from "./queries";
import classes from "./Ticket.module.css";
import timeline from "./Timeline.module.css";

/** Everything that happened on the ticket, oldest first, and the place to write. */
export function Conversation({ ticket }: { ticket: TicketPage }) {
  const { t } = useTranslation();
  const entries = useInfiniteQuery(timelineQuery(ticket.number));
  return (
    <div className={classes.conversation}>
      <Panel title={t("tickets.conversation")} flush>
        {entries.isError ? (
          <Failed error={entries.error} retry={() => void entries.refetch()} />
        ) : !entries.data ? (
          <Loading rows={4} />
        ) : (
          <ol className={timeline.list}>
            {entries.data.pages
              .flatMap((page) => page.items)
              .map((entry) => (
                <Entry key={entry.id} entry={entry} number={ticket.number} />
              ))}
          </ol>
        )}
        {entries.hasNextPage && (
          <Button
            variant="subtle"
            fullWidth
            loading={entries.isFetchingNextPage}
            onClick={() => entries.fetchNextPage()}
          >
            {t("common.loadMore")}
          </Button>
        )}
      </Panel>
      <Composer ticket={ticket} />
    </div>
  );
}
