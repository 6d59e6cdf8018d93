import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Html } from "~/ui/Html";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { When } from "~/ui/When";
import classes from "./Knowledge.module.css";
import { articleQuery, versionsQuery } from "./queries";

/** How the article read before, and who changed it. */
export function Versions({ id }: { id: number }) {
  const { t } = useTranslation();
  const versions = useQuery(versionsQuery(id));
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Panel title={t("knowledge.versions")} flush>
      <Query of={versions} rows={3}>
        {(rows) => (
          <ul className={classes.versions}>
            {rows.map((row) => (
              <li key={row.version}>
                <button
                  type="button"
                  className={classes.version}
                  aria-expanded={shown === row.version}
                  onClick={() => setShown(shown === row.version ? null : row.version)}
                >
                  <strong className="f-num">{t("knowledge.version", { version: row.version })}</strong>
                  <span className="f-clip">{row.title}</span>
                  <span className="f-dim">
                    {row.author}, <When at={row.at} />
                  </span>
                </button>
                {shown === row.version && (
                  <div className={classes.old}>
                    <OldText id={id} version={row.version} />
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </Query>
    </Panel>
  );
}

function OldText({ id, version }: { id: number; version: number }) {
  const article = useQuery(articleQuery(id, version));
  return (
    <Query of={article} rows={3}>
      {(data) => <Html html={data.html} />}
    </Query>
  );
}
