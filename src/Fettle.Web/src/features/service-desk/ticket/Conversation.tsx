import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { TicketPage } from "~/api/shapes";
import { Panel } from "~/ui/Page";
import { Failed, Loading } from "~/ui/States";
import { Composer } from "./Composer";
import { Entry } from "./Entry";
import { timelineQuery } from "./queries";
import { useSplitOff } from "./relations";
import classes from "./Ticket.module.css";
import timeline from "./Timeline.module.css";

/** Everything that happened on the ticket, oldest first, and the place to write. */
export function Conversation({ ticket, onWriting }: { ticket: TicketPage; onWriting: (writing: boolean) => void }) {
  const { t } = useTranslation();
  const entries = useInfiniteQuery(timelineQuery(ticket.number));
  const split = useSplitOff(ticket.number);
  const navigate = useNavigate();
  const open = (made: { number: number }) =>
    void navigate({ to: "/tickets/$number", params: { number: String(made.number) } });
  const all = entries.data?.pages.flatMap((page) => page.items) ?? [];
  const splitOff = new Set(all.filter((entry) => entry.kind === "splitOff").map((entry) => entry.data?.entryId));
  return (
    <div className={classes.conversation}>
      <Panel title={t("tickets.conversation")} flush>
        {entries.isError ? (
          <Failed error={entries.error} retry={() => void entries.refetch()} />
        ) : !entries.data ? (
          <Loading rows={4} />
        ) : (
          <ol className={timeline.list}>
            {all.map((entry) => (
              <Entry
                key={entry.id}
                entry={entry}
                number={ticket.number}
                onSplit={splitOff.has(entry.id) ? undefined : () => split.mutate(entry.id, { onSuccess: open })}
              />
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
      <Composer ticket={ticket} onWriting={onWriting} />
    </div>
  );
}
