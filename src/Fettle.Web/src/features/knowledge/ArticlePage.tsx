import { Button, Collapse } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArchive, IconHistory, IconPencil, IconWorldUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Html } from "~/ui/Html";
import { Page, Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { When } from "~/ui/When";
import { ArticleStatusTag } from "./ArticleStatusTag";
import classes from "./Knowledge.module.css";
import { articleQuery, useArticleStep } from "./queries";
import { Versions } from "./Versions";

const route = getRouteApi("/signed-in/console/articles/$id");

export function ArticlePage() {
  const { t } = useTranslation();
  const id = Number(route.useParams().id);
  const article = useQuery(articleQuery(id));
  const step = useArticleStep(id);
  const [history, versions] = useDisclosure(false);
  return (
    <Query of={article}>
      {(data) => (
        <Page
          title={data.title}
          lead={
            <span className={classes.lead}>
              <ArticleStatusTag status={data.status} />
              <span>{t("knowledge.version", { version: data.version })}</span>
              <When at={data.updatedAt} />
              {data.ticketNumber && (
                <Link to="/tickets/$number" params={{ number: String(data.ticketNumber) }}>
                  {t("knowledge.from", { number: data.ticketNumber })}
                </Link>
              )}
              <span>{t("knowledge.votes", { helpful: data.helpful, notHelpful: data.notHelpful })}</span>
            </span>
          }
          actions={
            <>
              <Button variant="default" leftSection={<IconHistory size={16} />} onClick={versions.toggle}>
                {t("knowledge.versions")}
              </Button>
              {data.canWrite && (
                <Button
                  variant="default"
                  component={Link}
                  to={`/articles/${id}/edit`}
                  leftSection={<IconPencil size={16} />}
                >
                  {t("common.edit")}
                </Button>
              )}
              {data.canPublish && (data.status !== "published" || data.publishedVersion !== data.newestVersion) && (
                <Button
                  leftSection={<IconWorldUpload size={16} />}
                  loading={step.isPending}
                  onClick={() => step.mutate("publish")}
                >
                  {t("knowledge.publish")}
                </Button>
              )}
              {data.canPublish && data.status === "published" && (
                <Button
                  variant="default"
                  leftSection={<IconArchive size={16} />}
                  loading={step.isPending}
                  onClick={() => step.mutate("archive")}
                >
                  {t("knowledge.archive")}
                </Button>
              )}
            </>
          }
        >
          <Collapse expanded={history}>{history && <Versions id={id} />}</Collapse>
          <Panel>
            <div className={classes.read}>
              <Html html={data.html} />
            </div>
          </Panel>
          {data.forTechniciansHtml && (
            <Panel title={t("knowledge.forTechnicians")}>
              <div className={classes.read}>
                <Html html={data.forTechniciansHtml} />
              </div>
            </Panel>
          )}
        </Page>
      )}
    </Query>
  );
}
