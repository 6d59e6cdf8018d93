import { Button, CloseButton, Menu, Select } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { BulkAction } from "~/api/shapes";
import { useMe } from "~/app/session";
import { notify } from "~/ui/notify";
import classes from "./Queue.module.css";
import { queuesQuery, techniciansQuery } from "./queries";
import { UndoBulk } from "./UndoBulk";

const bulkStatuses = ["open", "waitingForRequester", "waitingForOther", "resolved", "closed"] as const;

/** One change for many tickets; those that refuse it say why. */
export default function BulkBar({ numbers, onDone }: { numbers: number[]; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const queues = useQuery(queuesQuery);
  const technicians = useQuery(techniciansQuery);
  const change = useMutation({
    mutationFn: ({ action, value }: { action: BulkAction; value: string }) =>
      read(api.POST("/api/tickets/bulk", { body: { numbers, action, value } })),
    onSuccess: ({ done, refused, bulk }) => {
      void cache.invalidateQueries({ queryKey: ["tickets"] });
      void notify({
        color: refused.length > 0 ? "yellow" : "fettle",
        title: t("tickets.bulk.done", { count: done.length }),
        autoClose: 15_000,
        message: (
          <>
            {refused.map((one) => `#${one.number}: ${one.why}`).join("\n")} {bulk && <UndoBulk bulk={bulk} />}
          </>
        ),
      });
      onDone();
    },
  });
  const run = (action: BulkAction, value: string) => change.mutate({ action, value });

  return (
    <div className={classes.bulk} role="toolbar" aria-label={t("tickets.bulk.title")}>
      <strong className="f-num">{t("tickets.bulk.selected", { count: numbers.length })}</strong>
      <Button size="xs" loading={change.isPending} onClick={() => run("assignee", String(me.person?.id ?? "none"))}>
        {t("tickets.take")}
      </Button>
      <Select
        size="xs"
        w={150}
        searchable
        aria-label={t("tickets.bulk.assign")}
        placeholder={t("tickets.bulk.assign")}
        data={technicians.data?.map((one) => ({ value: String(one.id), label: one.name })) ?? []}
        value={null}
        onChange={(id) => id && run("assignee", id)}
        comboboxProps={{ position: "top" }}
      />
      <Menu position="top">
        <Menu.Target>
          <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} />}>
            {t("common.status")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {bulkStatuses.map((status) => (
            <Menu.Item key={status} onClick={() => run("status", status)}>
              {t(`tickets.status.${status}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="top">
        <Menu.Target>
          <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} />}>
            {t("tickets.fields.queue")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {queues.data?.map((queue) => (
            <Menu.Item key={queue.id} onClick={() => run("queue", String(queue.id))}>
              {queue.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <CloseButton aria-label={t("tickets.keys.unselect")} onClick={onDone} />
    </div>
  );
}
