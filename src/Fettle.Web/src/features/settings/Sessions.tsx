import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { browserOf } from "./browserOf";
import classes from "./Settings.module.css";

const key = ["me", "sessions"];

/** Where one is signed in; any of it can be ended from here. */
export function Sessions() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const sessions = useQuery({ queryKey: key, queryFn: ({ signal }) => read(api.GET("/api/me/sessions", { signal })) });
  const end = useMutation({
    mutationFn: (id: number) => read(api.DELETE("/api/me/sessions/{id}", { params: { path: { id } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: key }),
  });
  return (
    <Panel title={t("settings.tabs.sessions")} flush>
      <Query of={sessions} rows={3}>
        {(rows) => (
          <ul className={classes.list}>
            {rows.map((row) => (
              <li key={row.id}>
                <span className={classes.row}>
                  <strong>{browserOf(row.userAgent) ?? t("common.unknown")}</strong>
                  {row.current && <Tag tone="green">{t("settings.thisOne")}</Tag>}
                </span>
                <span className="f-dim f-num">
                  {row.address} · <When at={row.lastSeenAt} />
                </span>
                {!row.current && (
                  <Button size="xs" variant="default" onClick={() => end.mutate(row.id)}>
                    {t("settings.end")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Query>
    </Panel>
  );
}
