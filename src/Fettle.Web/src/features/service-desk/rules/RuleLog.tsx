import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Query } from "~/ui/Query";
import { Table } from "~/ui/Table";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { runsQuery } from "./queries";
import classes from "./Rules.module.css";

const tones = { done: "green", failed: "red", stopped: "amber" } as const;

/** What a rule did lately, newest first. */
export function RuleLog({ id }: { id: number }) {
  const { t } = useTranslation();
  const runs = useQuery(runsQuery(id));
  return (
    <Query of={runs} rows={2}>
      {(page) =>
        page.items.length === 0 ? (
          <p className={classes.words}>{t("rules.noRuns")}</p>
        ) : (
          <Table
            label={t("rules.log")}
            rows={page.items}
            rowKey={(run) => run.id}
            columns={[
              { key: "at", head: t("rules.when"), cell: (run) => <When at={run.at} /> },
              {
                key: "ticket",
                head: t("rules.ticket"),
                cell: (run) => (
                  <Link to="/tickets/$number" params={{ number: String(run.ticketNumber) }}>
                    #{run.ticketNumber} {run.subject}
                  </Link>
                ),
              },
              { key: "event", head: t("rules.begins"), wide: true, cell: (run) => t(`rules.event.${run.event}`) },
              {
                key: "what",
                head: t("rules.did"),
                cell: (run) => (
                  <>
                    <Tag tone={tones[run.outcome]}>{t(`rules.outcome.${run.outcome}`)}</Tag> {run.what.join(" · ")}
                  </>
                ),
              },
            ]}
          />
        )
      }
    </Query>
  );
}
