import { ActionIcon, Select } from "@mantine/core";
import { useDebouncedCallback, useMediaQuery } from "@mantine/hooks";
import { IconFilter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { allStatuses, type QueueSearch } from "~/app/search/queue";
import { useMe } from "~/app/session";
import { ExportMenu } from "~/ui/ExportMenu";
import { OrganisationSelect } from "~/ui/OrganisationSelect";
import { NewTicket } from "./NewTicket";
import classes from "./Queue.module.css";
import { queuesQuery, techniciansQuery, viewOf } from "./queries";
import { SearchField } from "./SearchField";

/** Narrows the view; every filter stands in the address, so a narrowed queue can be sent to a colleague. */
export function Filters({ search }: { search: QueueSearch }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const queues = useQuery(queuesQuery);
  const technicians = useQuery(techniciansQuery);
  const change = (part: QueueSearch) => void navigate({ to: "/queue", search: { ...search, ...part }, replace: true });

  const [typed, setTyped] = useState(search.q ?? "");
  useEffect(() => setTyped(search.q ?? ""), [search.q]);
  const find = useDebouncedCallback((q: string) => change({ q: q || undefined }), 250);
  const type = (text: string) => {
    setTyped(text);
    find(text.trim());
  };

  // A phone has room for the tickets or for the filters.
  const phone = useMediaQuery("(max-width: 720px)") ?? false;
  const [open, setOpen] = useState(false);
  const { q: _q, view: _view, ...narrowing } = search;
  const narrowed = Object.values(narrowing).some((value) => value !== undefined);
  return (
    <div className={classes.filters} role="search" data-open={open || undefined}>
      <SearchField value={typed} onChange={type} />
      {phone && (
        <ActionIcon
          size={30}
          variant={narrowed ? "filled" : "default"}
          aria-label={t("tickets.filters")}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <IconFilter size={16} />
        </ActionIcon>
      )}
      <Select
        className={classes.select}
        size="xs"
        clearable
        aria-label={t("common.status")}
        placeholder={t("common.status")}
        data={allStatuses.map((value) => ({ value, label: t(`tickets.status.${value}`) }))}
        value={search.status ?? null}
        onChange={(status) => change({ status: status ?? undefined })}
      />
      <Select
        className={classes.select}
        size="xs"
        clearable
        aria-label={t("tickets.fields.queue")}
        placeholder={t("tickets.fields.queue")}
        data={queues.data?.map((queue) => ({ value: String(queue.id), label: queue.name })) ?? []}
        value={search.queueId ? String(search.queueId) : null}
        onChange={(id) => change({ queueId: id ? Number(id) : undefined })}
      />
      <Select
        className={classes.select}
        size="xs"
        clearable
        searchable
        aria-label={t("tickets.fields.assignee")}
        placeholder={t("tickets.fields.assignee")}
        data={[
          { value: "me", label: t("tickets.me") },
          { value: "none", label: t("tickets.nobody") },
          ...(technicians.data ?? [])
            .filter((technician) => technician.id !== me.person?.id)
            .map((technician) => ({ value: String(technician.id), label: technician.name })),
        ]}
        value={search.assigneeId ?? null}
        onChange={(assigneeId) => change({ assigneeId: assigneeId ?? undefined })}
      />
      <Select
        className={classes.select}
        size="xs"
        clearable
        aria-label={t("tickets.fields.due")}
        placeholder={t("tickets.fields.due")}
        data={(["breached", "hour", "today", "week", "paused", "none"] as const).map((value) => ({
          value,
          label: t(`tickets.dueFilter.${value}`),
        }))}
        value={search.due ?? null}
        onChange={(due) => change({ due: due ?? undefined })}
      />
      <OrganisationSelect
        className={classes.select}
        size="xs"
        value={search.organisationId}
        onChange={(organisationId) => change({ organisationId })}
      />
      <Select
        className={classes.select}
        size="xs"
        allowDeselect={false}
        aria-label={t("tickets.sort.title")}
        data={(["updated", "created", "priority", "due"] as const).map((value) => ({
          value,
          label: t(`tickets.sort.${value}`),
        }))}
        value={search.sort ?? "updated"}
        onChange={(sort) => change({ sort: sort === "updated" ? undefined : (sort ?? undefined) })}
      />
      {!phone && <ExportMenu size={30} address="/api/tickets/export" filters={{ ...search, view: viewOf(search) }} />}
      <NewTicket />
    </div>
  );
}
