import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconBook2, IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "~/ui/Page";
import { Empty, Failed, Loading } from "~/ui/States";
import { articlesQuery } from "../knowledge/queries";
import { ArticleCards } from "./ArticleCards";
import classes from "./Portal.module.css";

export function PortalArticlesPage() {
  const { t } = useTranslation();
  useTitle(t("portal.articles"));
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 250);
  const articles = useInfiniteQuery(articlesQuery(asked || undefined, "published"));
  const rows = articles.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <h1 className={classes.title}>{t("portal.articles")}</h1>
      <TextInput
        size="md"
        aria-label={t("knowledge.find")}
        placeholder={t("knowledge.find")}
        leftSection={<IconSearch size={18} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {articles.isError ? (
        <Failed error={articles.error} retry={() => void articles.refetch()} />
      ) : !articles.data ? (
        <Loading rows={4} height={56} />
      ) : rows.length === 0 ? (
        <Empty
          icon={<IconBook2 size={28} stroke={1.5} />}
          title={t("portal.noArticles")}
          hint={t("portal.noArticlesHint")}
        />
      ) : (
        <ArticleCards articles={rows} />
      )}
    </>
  );
}
