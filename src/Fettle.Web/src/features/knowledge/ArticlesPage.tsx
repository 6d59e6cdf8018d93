import { Button, SegmentedControl } from "@mantine/core";
import { IconBook2, IconPencilPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ArticleStatus } from "~/api/shapes";
import type { ListSearch } from "~/app/search/lists";
import { may, useMe } from "~/app/session";
import { List } from "~/ui/List";
import { Page } from "~/ui/Page";
import { SearchBox } from "~/ui/SearchBox";
import { When } from "~/ui/When";
import { ArticleStatusTag } from "./ArticleStatusTag";
import { articlesQuery } from "./queries";

const route = getRouteApi("/signed-in/console/articles");
const statuses: ArticleStatus[] = ["draft", "published", "archived"];

export function ArticlesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const search = route.useSearch();
  const navigate = useNavigate();
  const status = statuses.find((one) => one === search.filter);
  const articles = useInfiniteQuery(articlesQuery(search.q, status));
  const change = (part: ListSearch) =>
    void navigate({ to: "/articles", search: { ...search, ...part }, replace: true });
  return (
    <Page
      title={t("shell.nav.articles")}
      actions={
        <>
          <SearchBox label={t("knowledge.find")} value={search.q} onFind={(q) => change({ q })} />
          <SegmentedControl
            size="xs"
            aria-label={t("common.status")}
            data={[
              { value: "", label: t("common.all") },
              ...statuses.map((value) => ({ value, label: t(`knowledge.status.${value}`) })),
            ]}
            value={status ?? ""}
            onChange={(filter) => change({ filter: filter || undefined })}
          />
          {may(me, "writeArticles") && (
            <Button component={Link} to="/articles/new" leftSection={<IconPencilPlus size={16} />}>
              {t("shell.palette.write")}
            </Button>
          )}
        </>
      }
    >
      <List
        of={articles}
        label={t("shell.nav.articles")}
        empty={{
          icon: <IconBook2 size={28} stroke={1.5} />,
          title: t("knowledge.empty"),
          hint: t("knowledge.emptyHint"),
        }}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "title",
            head: t("knowledge.title"),
            cell: (row) => (
              <Link to="/articles/$id" params={{ id: String(row.id) }}>
                {row.title}
              </Link>
            ),
          },
          { key: "status", head: t("common.status"), cell: (row) => <ArticleStatusTag status={row.status} /> },
          { key: "helpful", head: t("knowledge.helped"), wide: true, align: "end", cell: (row) => row.helpful },
          {
            key: "updated",
            head: t("common.updated"),
            wide: true,
            align: "end",
            cell: (row) => <When at={row.updatedAt} />,
          },
        ]}
      />
    </Page>
  );
}
