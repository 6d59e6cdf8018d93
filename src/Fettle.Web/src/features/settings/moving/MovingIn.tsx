import { Button } from "@mantine/core";
import { IconTruckDelivery } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { ImportDialog } from "./ImportDialog";
import { ImportItem } from "./ImportItem";
import classes from "./Moving.module.css";
import { importsQuery } from "./queries";

/** Taking over what another ticket system has: set up, looked at beforehand, started, and reported. */
export function MovingIn() {
  const { t } = useTranslation();
  const imports = useQuery(importsQuery);
  const [adding, add] = useState(false);
  const begin = (
    <Button size="xs" onClick={() => add(true)}>
      {t("moving.add")}
    </Button>
  );
  return (
    <Panel title={t("moving.title")} flush actions={(imports.data?.length ?? 0) > 0 && begin}>
      <Query of={imports} rows={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              icon={<IconTruckDelivery size={28} stroke={1.5} />}
              title={t("moving.none")}
              hint={t("moving.noneHint")}
            >
              {begin}
            </Empty>
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <ImportItem key={row.id} run={row} />
              ))}
            </ul>
          )
        }
      </Query>
      {adding && <ImportDialog onClose={() => add(false)} />}
    </Panel>
  );
}
