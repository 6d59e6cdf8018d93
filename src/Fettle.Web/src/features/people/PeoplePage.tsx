import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconAddressBook, IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ListSearch } from "~/app/search/lists";
import { may, useMe } from "~/app/session";
import { Page, Panel } from "~/ui/Page";
import { Empty, Failed, Loading } from "~/ui/States";
import { Table } from "~/ui/Table";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { Invite } from "./Invite";
import classes from "./People.module.css";
import { peopleQuery } from "./queries";
import { RoleTag, roles } from "./roles";

const route = getRouteApi("/signed-in/console/people");

export function PeoplePage() {
  const { t } = useTranslation();
  const me = useMe();
  const search = route.useSearch();
  const navigate = useNavigate();
  const role = roles.find((one) => one === search.filter);
  const people = useInfiniteQuery(peopleQuery(search.q, role, search.organisationId));
  const rows = people.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (part: ListSearch) => void navigate({ to: "/people", search: { ...search, ...part }, replace: true });
  const find = useDebouncedCallback((q: string) => change({ q: q || undefined }), 250);
  return (
    <Page
      title={t("shell.nav.people")}
      wide
      actions={
        <>
          <TextInput
            aria-label={t("people.find")}
            placeholder={t("people.find")}
            leftSection={<IconSearch size={16} />}
            defaultValue={search.q}
            onChange={(event) => find(event.currentTarget.value.trim())}
          />
          <Select
            clearable
            aria-label={t("people.roles")}
            placeholder={t("people.roles")}
            data={roles.map((value) => ({ value, label: t(`people.role.${value}`) }))}
            value={role ?? null}
            onChange={(filter) => change({ filter: filter ?? undefined })}
          />
          {me.organisations.length > 1 && (
            <Select
              clearable
              searchable
              aria-label={t("common.organisation")}
              placeholder={t("common.organisation")}
              data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
              value={search.organisationId ? String(search.organisationId) : null}
              onChange={(id) => change({ organisationId: id ? Number(id) : undefined })}
            />
          )}
          {may(me, "managePeople") && <Invite />}
        </>
      }
    >
      <Panel flush>
        {people.isError && rows.length === 0 ? (
          <Failed error={people.error} retry={() => void people.refetch()} />
        ) : !people.data ? (
          <Loading />
        ) : rows.length === 0 ? (
          <Empty
            icon={<IconAddressBook size={28} stroke={1.5} />}
            title={t("people.nobody")}
            hint={t("people.emptyHint")}
          />
        ) : (
          <Table
            label={t("shell.nav.people")}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                key: "name",
                head: t("common.name"),
                cell: (row) => (
                  <span className={classes.name}>
                    <Link to="/people/$id" params={{ id: String(row.id) }}>
                      {row.name}
                    </Link>
                    {row.state !== "active" && (
                      <Tag tone={row.state === "disabled" ? "red" : "blue"}>{t(`people.state.${row.state}`)}</Tag>
                    )}
                  </span>
                ),
              },
              { key: "email", head: t("common.email"), wide: true, cell: (row) => row.email },
              {
                key: "organisation",
                head: t("common.organisation"),
                wide: true,
                cell: (row) => row.organisation,
              },
              {
                key: "roles",
                head: t("people.roles"),
                cell: (row) => (
                  <span className={classes.name}>
                    {[...new Set(row.roles.map((held) => held.role))].map((held) => (
                      <RoleTag key={held} role={held} />
                    ))}
                  </span>
                ),
              },
              {
                key: "seen",
                head: t("devices.seen"),
                wide: true,
                align: "end",
                cell: (row) => (row.lastSeenAt ? <When at={row.lastSeenAt} /> : t("common.never")),
              },
            ]}
          />
        )}
      </Panel>
      {people.hasNextPage && (
        <Button variant="default" onClick={() => void people.fetchNextPage()}>
          {t("common.loadMore")}
        </Button>
      )}
    </Page>
  );
}
