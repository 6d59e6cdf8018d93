import { Button } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { InventoryChange } from "~/api/shapes";
import { Panel } from "~/ui/Page";
import { Empty, Failed, Loading } from "~/ui/States";
import { Tag, type Tone } from "~/ui/Tag";
import { When } from "~/ui/When";
import classes from "./Devices.module.css";
import { fieldName, fieldValue, sectionName } from "./fields";
import { historyQuery } from "./queries";

const tones = { added: "green", changed: "blue", removed: "red" } satisfies Record<string, Tone>;

function kindOf(change: InventoryChange): keyof typeof tones {
  return change.kind in tones ? (change.kind as keyof typeof tones) : "changed";
}

/** What came, went or became different, the newest first. */
export function InventoryHistory({ id }: { id: number }) {
  const { t } = useTranslation();
  const history = useInfiniteQuery(historyQuery(id));
  const rows = history.data?.pages.flatMap((page) => page.items) ?? [];
  if (history.isError) return <Failed error={history.error} retry={() => void history.refetch()} />;
  if (!history.data) return <Loading />;
  return (
    <Panel flush>
      {rows.length === 0 ? (
        <Empty
          icon={<IconHistory size={28} stroke={1.5} />}
          title={t("devices.noHistory")}
          hint={t("devices.noHistoryHint")}
        />
      ) : (
        <ul className={classes.history}>
          {rows.map((row) => (
            <li key={row.id}>
              <span className="f-dim">
                <When at={row.at} />
              </span>
              <span>{sectionName(row.section, t)}</span>
              <span>
                <Tag tone={tones[kindOf(row)]}>{t(`devices.change.${kindOf(row)}`)}</Tag>
              </span>
              <span>
                <strong>{row.key}</strong> <Difference change={row} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {history.hasNextPage && (
        <Button variant="subtle" fullWidth onClick={() => void history.fetchNextPage()}>
          {t("common.loadMore")}
        </Button>
      )}
    </Panel>
  );
}

function Difference({ change }: { change: InventoryChange }) {
  const { i18n } = useTranslation();
  if (kindOf(change) !== "changed") return null;
  const names = Object.keys({ ...change.before, ...change.after });
  const show = (fields: Record<string, string> | null, name: string) =>
    fields?.[name] === undefined ? "–" : fieldValue(name, fields[name], i18n.language);
  return (
    <span className="f-dim">
      {names.map((name) => `${fieldName(name)}: ${show(change.before, name)} → ${show(change.after, name)}`).join(", ")}
    </span>
  );
}
