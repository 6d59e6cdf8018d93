import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Query } from "~/ui/Query";
import { Table } from "~/ui/Table";
import classes from "./Moving.module.css";
import { refusalsQuery } from "./queries";

/** What was not taken over, and why. */
export function Refusals({ id, count }: { id: number; count: number }) {
  const { t } = useTranslation();
  const refusals = useQuery(refusalsQuery(id));
  return (
    <div className={classes.said}>
      <Query of={refusals} rows={3}>
        {({ items }) => (
          <>
            <Table
              label={t("moving.refused")}
              rows={items}
              rowKey={(row) => row.id}
              columns={[
                { key: "what", head: t("moving.what"), cell: (row) => row.what },
                { key: "column", head: t("moving.column"), wide: true, cell: (row) => row.column ?? "–" },
                { key: "why", head: t("moving.why"), cell: (row) => row.reason },
              ]}
            />
            {count > items.length && <p className="f-dim">{t("moving.firstOf", { shown: items.length, count })}</p>}
          </>
        )}
      </Query>
    </div>
  );
}
