import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Html } from "~/ui/Html";
import { useTitle } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { articleQuery, useHelpful } from "../knowledge/queries";
import classes from "./Portal.module.css";

const route = getRouteApi("/signed-in/help/articles/$id");

export function PortalArticlePage() {
  const { t } = useTranslation();
  const id = Number(route.useParams().id);
  const article = useQuery(articleQuery(id));
  const vote = useHelpful(id);
  useTitle(article.data?.title ?? t("portal.articles"));
  return (
    <Query of={article}>
      {(data) => (
        <>
          <h1 className={classes.title}>{data.title}</h1>
          <article className={classes.paper}>
            <Html html={data.html} />
          </article>
          <section className={classes.ask}>
            <h2 className={classes.heading}>{t(vote.isSuccess ? "portal.thanks" : "portal.helped")}</h2>
            {vote.isSuccess ? (
              vote.variables === false && (
                <div>
                  <Button component={Link} to="/help">
                    {t("portal.report")}
                  </Button>
                </div>
              )
            ) : (
              <div className={classes.buttons}>
                <Button loading={vote.isPending} onClick={() => vote.mutate(true)}>
                  {t("portal.didHelp")}
                </Button>
                <Button variant="default" loading={vote.isPending} onClick={() => vote.mutate(false)}>
                  {t("portal.didNotHelp")}
                </Button>
              </div>
            )}
          </section>
        </>
      )}
    </Query>
  );
}
