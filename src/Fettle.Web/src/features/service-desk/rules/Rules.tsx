import { ActionIcon, Button, Modal, Switch } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconBolt } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { may, useMe } from "~/app/session";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { useConfirm } from "~/ui/useConfirm";
import { When } from "~/ui/When";
import { EditRule } from "./EditRule";
import { type RuleView, rulesQuery, useChange } from "./queries";
import { RuleLog } from "./RuleLog";
import classes from "./Rules.module.css";

/** What the desk has done by itself, in the order in which it is tried. */
export function Rules() {
  const { t } = useTranslation();
  const me = useMe();
  const rules = useQuery(rulesQuery);
  const [edited, edit] = useState<RuleView | "new" | null>(null);
  const add = may(me, "manageServiceDesk") && (
    <Button size="xs" onClick={() => edit("new")}>
      {t("rules.add")}
    </Button>
  );
  return (
    <Panel title={t("rules.title")} flush actions={(rules.data?.length ?? 0) > 0 && add}>
      <Query of={rules} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon={<IconBolt size={28} stroke={1.5} />} title={t("rules.none")} hint={t("rules.noneHint")}>
              {add}
            </Empty>
          ) : (
            <ol className={classes.list}>
              {rows.map((row, i) => (
                <One
                  key={row.id}
                  row={row}
                  above={rows[i - 1]}
                  below={rows[i + 1]}
                  after={rows[i + 2]}
                  onEdit={() => edit(row)}
                />
              ))}
            </ol>
          )
        }
      </Query>
      <Modal
        opened={edited !== null}
        onClose={() => edit(null)}
        title={edited === "new" ? t("rules.add") : edited?.rule.name}
        size="xl"
      >
        {edited && <EditRule rule={edited === "new" ? null : edited} onDone={() => edit(null)} />}
      </Modal>
    </Panel>
  );
}

interface OneProps {
  row: RuleView;
  above?: RuleView;
  below?: RuleView;
  after?: RuleView;
  onEdit: () => void;
}

function One({ row, above, below, after, onEdit }: OneProps) {
  const { t } = useTranslation();
  const me = useMe();
  const [log, showLog] = useState(false);
  const [question, ask] = useConfirm();
  const path = { id: row.id };
  const change = useChange("rules", (enabled: boolean) =>
    read(api.PUT("/api/rules/{id}", { params: { path }, body: { ...row.rule, enabled } })),
  );
  const place = useChange("rules", (beforeId: number | null) =>
    read(api.PUT("/api/rules/{id}/place", { params: { path }, body: { beforeId } })),
  );
  const remove = useChange("rules", () => read(api.DELETE("/api/rules/{id}", { params: { path } })));
  return (
    <li>
      <div className={classes.head}>
        <strong>{row.rule.name}</strong>
        {me.organisations.length > 1 && (
          <Tag>
            {me.organisations.find((one) => one.id === row.rule.organisationId)?.name ?? t("promises.levels.everybody")}
          </Tag>
        )}
        {row.mayChange && (
          <>
            <Switch
              size="sm"
              label={row.rule.enabled ? t("rules.on") : t("rules.off")}
              aria-label={t("rules.switch", { name: row.rule.name })}
              checked={row.rule.enabled}
              onChange={(event) => change.mutate(event.currentTarget.checked)}
            />
            <ActionIcon
              variant="subtle"
              aria-label={t("rules.up", { name: row.rule.name })}
              disabled={!above}
              onClick={() => above && place.mutate(above.id)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              aria-label={t("rules.down", { name: row.rule.name })}
              disabled={!below}
              onClick={() => place.mutate(after?.id ?? null)}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
            <Button size="compact-sm" variant="default" onClick={onEdit}>
              {t("common.edit")}
            </Button>
          </>
        )}
        <Button size="compact-sm" variant="subtle" aria-expanded={log} onClick={() => showLog(!log)}>
          {t("rules.log")}
        </Button>
        {row.mayChange && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={() =>
              ask({
                title: t("rules.delete"),
                text: t("rules.deleteHint", { name: row.rule.name }),
                action: t("rules.delete"),
                run: () => remove.mutate(undefined),
              })
            }
          >
            {t("common.remove")}
          </Button>
        )}
      </div>
      <p className={classes.words}>
        {row.rule.events.map((one) => t(`rules.event.${one}`)).join(", ")}
        {row.rule.conditions.length > 0 && (
          <>
            {" · "}
            <code>{row.rule.conditions.join(row.rule.match === "any" ? ` ${t("rules.or")} ` : " ")}</code>
          </>
        )}
        {" → "}
        {row.rule.actions.map((one) => t(`rules.action.${one.kind}`)).join(", ")}
        {row.lastRanAt && (
          <>
            {" · "}
            {t("rules.lastRan")} <When at={row.lastRanAt} />
          </>
        )}
      </p>
      {log && <RuleLog id={row.id} />}
      {question}
    </li>
  );
}
