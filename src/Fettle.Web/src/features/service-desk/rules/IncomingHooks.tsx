import { Button, Modal } from "@mantine/core";
import { IconPlugConnected } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
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
import { EditIncomingHook } from "./EditIncomingHook";
import { callsQuery, type HookMapping, type IncomingHookView, incomingQuery, useChange } from "./queries";
import classes from "./Rules.module.css";

const tones = { opened: "blue", added: "grey", solved: "green", nothing: "grey", refused: "red" } as const;

/** Addresses that other programs call. */
export function IncomingHooks() {
  const { t } = useTranslation();
  const me = useMe();
  const hooks = useQuery(incomingQuery);
  const [edited, edit] = useState<IncomingHookView | "new" | null>(null);
  const add = may(me, "manageServiceDesk") && (
    <Button size="xs" onClick={() => edit("new")}>
      {t("rules.incoming.add")}
    </Button>
  );
  return (
    <Panel title={t("rules.incoming.title")} flush actions={(hooks.data?.hooks.length ?? 0) > 0 && add}>
      <Query of={hooks} rows={2}>
        {(all) => (
          <>
            {all.hooks.length === 0 ? (
              <Empty
                icon={<IconPlugConnected size={28} stroke={1.5} />}
                title={t("rules.incoming.none")}
                hint={t("rules.incoming.noneHint")}
              >
                {add}
              </Empty>
            ) : (
              <ul className={classes.list}>
                {all.hooks.map((row) => (
                  <One key={row.id} row={row} onEdit={() => edit(row)} />
                ))}
              </ul>
            )}
            <Modal
              opened={edited !== null}
              onClose={() => edit(null)}
              title={edited === "new" ? t("rules.incoming.add") : edited?.name}
              size="xl"
            >
              {edited && (
                <EditIncomingHook
                  hook={edited === "new" ? null : edited}
                  shipped={all.shipped as Record<string, HookMapping>}
                  onDone={() => edit(null)}
                />
              )}
            </Modal>
          </>
        )}
      </Query>
    </Panel>
  );
}

function One({ row, onEdit }: { row: IncomingHookView; onEdit: () => void }) {
  const { t } = useTranslation();
  const [log, showLog] = useState(false);
  const [question, ask] = useConfirm();
  const remove = useChange("incoming-hooks", () =>
    read(api.DELETE("/api/incoming-hooks/{id}", { params: { path: { id: row.id } } })),
  );
  return (
    <li>
      <div className={classes.head}>
        <strong>{row.name}</strong>
        {!row.enabled && <Tag tone="red">{t("rules.off")}</Tag>}
        {row.mayChange && (
          <Button size="compact-sm" variant="default" onClick={onEdit}>
            {t("common.edit")}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" aria-expanded={log} onClick={() => showLog(!log)}>
          {t("rules.incoming.calls")}
        </Button>
        {row.mayChange && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={() =>
              ask({
                title: t("rules.incoming.delete"),
                text: t("rules.incoming.deleteHint", { name: row.name }),
                action: t("rules.incoming.delete"),
                run: () => remove.mutate(undefined),
              })
            }
          >
            {t("common.remove")}
          </Button>
        )}
      </div>
      <p className={classes.words}>
        <code>
          POST {window.location.origin}
          {row.path}
        </code>
        {row.lastCallAt && (
          <>
            {" · "}
            {t("rules.incoming.lastCall")} <When at={row.lastCallAt} />
          </>
        )}
      </p>
      {log && <Calls id={row.id} />}
      {question}
    </li>
  );
}

function Calls({ id }: { id: number }) {
  const { t } = useTranslation();
  const calls = useQuery(callsQuery(id));
  return (
    <Query of={calls} rows={2}>
      {(page) =>
        page.items.length === 0 ? (
          <p className={classes.words}>{t("rules.incoming.noCalls")}</p>
        ) : (
          <ul className={classes.list}>
            {page.items.map((one) => (
              <li key={one.id}>
                <div className={classes.head}>
                  <span>
                    <When at={one.at} />{" "}
                    {one.ticketNumber && (
                      <Link to="/tickets/$number" params={{ number: String(one.ticketNumber) }}>
                        #{one.ticketNumber}
                      </Link>
                    )}
                  </span>
                  <Tag tone={tones[one.outcome]}>{t(`rules.incoming.outcome.${one.outcome}`)}</Tag>
                </div>
                {one.why && <p className={classes.words}>{one.why}</p>}
                <details>
                  <summary className={classes.words}>{t("rules.incoming.body")}</summary>
                  <pre className={classes.body}>{one.body}</pre>
                </details>
              </li>
            ))}
          </ul>
        )
      }
    </Query>
  );
}
