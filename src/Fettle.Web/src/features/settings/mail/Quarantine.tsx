import { Button } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HeldMail } from "~/api/shapes";
import { bytes } from "~/ui/bytes";
import { Panel } from "~/ui/Page";
import { Empty, Failed, Loading } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { HeldMailDialog } from "./HeldMailDialog";
import { quarantineQuery } from "./incoming";
import classes from "./Senders.module.css";

/** Mail that became nothing yet, with its reason, for somebody to decide about. */
export function Quarantine() {
  const { t, i18n } = useTranslation();
  const held = useInfiniteQuery(quarantineQuery);
  const [opened, open] = useState<HeldMail | null>(null);
  const rows = held.data?.pages.flatMap((page) => page.items);
  return (
    <Panel title={t("receiving.quarantine")} flush>
      {!rows ? (
        held.isError ? (
          <Failed error={held.error} retry={() => void held.refetch()} />
        ) : (
          <Loading rows={2} />
        )
      ) : rows.length === 0 ? (
        <Empty
          icon={<IconShieldCheck size={28} stroke={1.5} />}
          title={t("receiving.noneHeld")}
          hint={t("receiving.noneHeldHint")}
        />
      ) : (
        <ul className={classes.list}>
          {rows.map((row) => (
            <li key={row.id}>
              <div className={classes.about}>
                <strong>{row.subject ?? t("receiving.noSubject")}</strong>
                <Tag tone="amber">{t(`receiving.reason.${row.reason}`)}</Tag>
                <span className="f-dim">
                  {row.sender ?? t("receiving.noSender")}
                  {row.mailbox && ` → ${row.mailbox}`}
                  {` · ${bytes(row.size, i18n.language)} · `}
                  <When at={row.receivedAt} />
                </span>
              </div>
              <div className={classes.do}>
                <Button size="compact-sm" variant="default" onClick={() => open(row)}>
                  {t("receiving.look")}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {held.hasNextPage && (
        <Button variant="subtle" fullWidth loading={held.isFetchingNextPage} onClick={() => held.fetchNextPage()}>
          {t("common.loadMore")}
        </Button>
      )}
      {opened && <HeldMailDialog mail={opened} onClose={() => open(null)} />}
    </Panel>
  );
}
