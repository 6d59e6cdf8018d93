import { Alert } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Table } from "~/ui/Table";
import { When } from "~/ui/When";
import type { DryRun } from "./queries";

/** What a rule would have done within the last 30 days. */
export function DryRunResult({ outcome }: { outcome: DryRun }) {
  const { t } = useTranslation();
  return (
    <>
      <Alert color={outcome.times > 0 ? "blue" : "gray"} role="status">
        {t("rules.wouldHave", { times: outcome.times, tickets: outcome.tickets, lookedAt: outcome.lookedAt })}
        {!outcome.complete && ` ${t("rules.notAll")}`}
      </Alert>
      {outcome.latest.length > 0 && (
        <Table
          label={t("rules.dryRun")}
          rows={outcome.latest}
          rowKey={(hit) => `${hit.ticketNumber} ${hit.at} ${hit.event}`}
          columns={[
            { key: "at", head: t("rules.when"), cell: (hit) => <When at={hit.at} /> },
            {
              key: "ticket",
              head: t("rules.ticket"),
              cell: (hit) => (
                <Link to="/tickets/$number" params={{ number: String(hit.ticketNumber) }}>
                  #{hit.ticketNumber} {hit.subject}
                </Link>
              ),
            },
            { key: "event", head: t("rules.begins"), wide: true, cell: (hit) => t(`rules.event.${hit.event}`) },
            { key: "would", head: t("rules.would"), cell: (hit) => hit.would.join(" · ") || t("rules.allSo") },
          ]}
        />
      )}
    </>
  );
}
