import { Alert, Button } from "@mantine/core";
import { IconHistory, IconShieldCheck } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { List } from "~/ui/List";
import { Page } from "~/ui/Page";
import { SearchBox } from "~/ui/SearchBox";
import { When } from "~/ui/When";
import classes from "./People.module.css";

const route = getRouteApi("/signed-in/console/journal");

/** Everything that changed, by whom, before and after; its chain can be proved whole. */
export function JournalPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = useNavigate();
  const journal = useInfiniteQuery({
    queryKey: ["journal", search],
    queryFn: ({ pageParam, signal }) =>
      read(
        api.GET("/api/journal", {
          params: { query: { subject: search.q, cursor: pageParam, limit: 100 } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const verify = useMutation({ mutationFn: () => read(api.GET("/api/journal/verify")) });
  return (
    <Page
      title={t("shell.nav.journal")}
      lead={t("people.journal.lead")}
      wide
      actions={
        <>
          <SearchBox
            label={t("people.journal.subject")}
            hint={t("people.journal.subjectHint")}
            value={search.q}
            onFind={(q) => void navigate({ to: "/journal", search: { ...search, q }, replace: true })}
          />
          <Button
            variant="default"
            leftSection={<IconShieldCheck size={16} />}
            loading={verify.isPending}
            onClick={() => verify.mutate()}
          >
            {t("people.journal.verify")}
          </Button>
        </>
      }
    >
      {verify.data && (
        <Alert color={verify.data.break ? "red" : "green"} role="status">
          {verify.data.break
            ? t("people.journal.broken", { entry: verify.data.break.entryId, why: verify.data.break.why })
            : t("people.journal.intact", { count: verify.data.entries })}
        </Alert>
      )}
      <List
        of={journal}
        label={t("shell.nav.journal")}
        empty={{ icon: <IconHistory size={28} stroke={1.5} />, title: t("people.journal.empty") }}
        rowKey={(row) => row.id}
        columns={[
          { key: "at", head: t("people.journal.at"), cell: (row) => <When at={row.at} /> },
          { key: "actor", head: t("people.journal.actor"), cell: (row) => row.actorName },
          { key: "action", head: t("people.journal.action"), cell: (row) => row.action },
          {
            key: "subject",
            head: t("people.journal.subject"),
            cell: (row) => `${row.subject} ${row.subjectId ?? ""}`,
          },
          {
            key: "difference",
            head: t("people.journal.difference"),
            wide: true,
            cell: (row) => (
              <>
                {row.before !== null && <code className={classes.difference}>− {JSON.stringify(row.before)}</code>}
                {row.after !== null && <code className={classes.difference}>+ {JSON.stringify(row.after)}</code>}
              </>
            ),
          },
        ]}
      />
    </Page>
  );
}
