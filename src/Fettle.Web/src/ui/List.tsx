import { Button } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "./Page";
import { Empty, Failed, Loading } from "./States";
import { type Column, Table } from "./Table";

interface Items<T> {
  items: T[];
}

interface Props<T> {
  of: UseQueryResult<Items<T>> | UseInfiniteQueryResult<InfiniteData<Items<T>>>;
  label: string;
  /** Shown above the list as its heading. */
  title?: string;
  columns: Column<T>[];
  rowKey: (row: T) => string | number;
  empty: { icon?: ReactNode; title: string; hint?: string };
}

/** A framed list of tens in all its states: loading, failed, empty, filled, and with more to fetch. */
export function List<T>({ of: query, label, title, columns, rowKey, empty }: Props<T>) {
  const { t } = useTranslation();
  const { data } = query;
  const rows = data && ("pages" in data ? data.pages.flatMap((page) => page.items) : data.items);
  return (
    <>
      <Panel title={title} flush>
        {query.isError && !rows?.length ? (
          <Failed error={query.error} retry={() => void query.refetch()} />
        ) : !rows ? (
          <Loading />
        ) : rows.length === 0 ? (
          <Empty {...empty} />
        ) : (
          <Table label={label} rows={rows} rowKey={rowKey} columns={columns} />
        )}
      </Panel>
      {"fetchNextPage" in query && query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("common.loadMore")}
        </Button>
      )}
    </>
  );
}
