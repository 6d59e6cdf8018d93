import { Select } from "@mantine/core";
import { IconAddressBook } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ListSearch } from "~/app/search/lists";
import { may, useMe } from "~/app/session";
import { List } from "~/ui/List";
import { OrganisationSelect } from "~/ui/OrganisationSelect";
import { Page } from "~/ui/Page";
import { SearchBox } from "~/ui/SearchBox";
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
  const change = (part: ListSearch) => void navigate({ to: "/people", search: { ...search, ...part }, replace: true });
  return (
    <Page
      title={t("shell.nav.people")}
      wide
      actions={
        <>
          <SearchBox label={t("people.find")} value={search.q} onFind={(q) => change({ q })} />
          <Select
            clearable
            aria-label={t("people.roles")}
            placeholder={t("people.roles")}
            data={roles.map((value) => ({ value, label: t(`people.role.${value}`) }))}
            value={role ?? null}
            onChange={(filter) => change({ filter: filter ?? undefined })}
          />
          <OrganisationSelect value={search.organisationId} onChange={(organisationId) => change({ organisationId })} />
          {may(me, "managePeople") && <Invite />}
        </>
      }
    >
      <List
        of={people}
        label={t("shell.nav.people")}
        empty={{
          icon: <IconAddressBook size={28} stroke={1.5} />,
          title: t("people.nobody"),
          hint: t("people.emptyHint"),
        }}
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
    </Page>
  );
}
