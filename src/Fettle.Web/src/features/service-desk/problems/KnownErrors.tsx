import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Html } from "~/ui/Html";
import { Panel } from "~/ui/Page";
import { Tag } from "~/ui/Tag";
import classes from "../changes/Changes.module.css";
import { knownErrorsQuery } from "./queries";

/** Known errors that a ticket may be about, with the way around them. */
export function KnownErrors({ number }: { number: number }) {
  const { t } = useTranslation();
  const { data } = useQuery(knownErrorsQuery(number));
  if (!data || data.length === 0) return null;
  return (
    <Panel title={t("changes.problem.knownErrors")}>
      <div className={classes.stack}>
        {data.slice(0, 3).map((one) => (
          <section key={one.number}>
            <div className={classes.facts}>
              <Link to="/tickets/$number" params={{ number: String(one.number) }}>
                #{one.number} {one.subject}
              </Link>
              <Tag tone={one.because === "words" ? "grey" : "violet"}>
                {t(`changes.problem.because.${one.because}`)}
              </Tag>
            </div>
            {one.workaroundHtml && <Html html={one.workaroundHtml} />}
          </section>
        ))}
      </div>
    </Panel>
  );
}
