import { ActionIcon, Button, Group, Menu, Modal, Stack, Text, Tooltip } from "@mantine/core";
import { IconBolt } from "@tabler/icons-react";
import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { newKey } from "~/api/once";
import type { TicketPage } from "~/api/shapes";
import { allStatuses } from "~/app/search/queue";
import { Query } from "~/ui/Query";
import { useTicketChanged } from "./queries";

export const macrosQuery = queryOptions({
  queryKey: ["macros"],
  queryFn: ({ signal }) => read(api.GET("/api/macros", { signal })),
  staleTime: 300_000,
});

/** The macros at hand; each shows what it would do before it does it. */
export function Macros({ ticket }: { ticket: TicketPage }) {
  const { t } = useTranslation();
  const macros = useQuery(macrosQuery);
  const [chosen, choose] = useState<{ id: number; name: string } | null>(null);
  if (!macros.data?.length) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label={t("desk.macros.use")}>
            <ActionIcon variant="subtle" color="gray" aria-label={t("desk.macros.use")}>
              <IconBolt size={17} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {macros.data.map((macro) => (
            <Menu.Item key={macro.id} onClick={() => choose(macro)}>
              {macro.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={chosen !== null} onClose={() => choose(null)} title={chosen?.name} size="lg">
        {chosen && <Preview ticket={ticket} macroId={chosen.id} onDone={() => choose(null)} />}
      </Modal>
    </>
  );
}

function Preview({ ticket, macroId, onDone }: { ticket: TicketPage; macroId: number; onDone: () => void }) {
  const { t } = useTranslation();
  const changed = useTicketChanged(ticket.number);
  const [key] = useState(newKey);
  const path = { number: ticket.number, macroId };
  const preview = useQuery({
    queryKey: ["ticket", String(ticket.number), "macro", macroId, ticket.version],
    queryFn: ({ signal }) => read(api.GET("/api/tickets/{number}/macros/{macroId}", { params: { path }, signal })),
  });
  const apply = useMutation({
    mutationFn: () =>
      read(
        api.POST("/api/tickets/{number}/macros/{macroId}", {
          params: { path, header: { "Idempotency-Key": key } },
          body: { version: ticket.version },
        }),
      ),
    onSuccess: onDone,
    onSettled: changed,
  });
  const said = (value: string | null) => {
    const status = allStatuses.find((one) => one === value);
    return status ? t(`tickets.status.${status}`) : value || t("common.none");
  };
  return (
    <Query of={preview} rows={3}>
      {(shown) => (
        <Stack>
          {shown.lines.length > 0 && (
            <ul>
              {shown.lines.map((line) => (
                <li key={line.kind}>
                  {t("desk.macros.line", {
                    what: t(`desk.macros.kinds.${kindOf(line.kind)}`),
                    from: said(line.from),
                    to: said(line.to),
                  })}
                </li>
              ))}
            </ul>
          )}
          {shown.reply && (
            <div>
              <Text size="sm" fw={560}>
                {t("tickets.reply")}
              </Text>
              <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
                {shown.reply}
              </Text>
            </div>
          )}
          {shown.note && (
            <div>
              <Text size="sm" fw={560}>
                {t("tickets.note")}
              </Text>
              <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
                {shown.note}
              </Text>
            </div>
          )}
          {shown.refused && (
            <Text size="sm" c="red">
              {shown.refused}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onDone}>
              {t("common.cancel")}
            </Button>
            <Button
              disabled={shown.refused !== null}
              loading={apply.isPending}
              onClick={() => apply.mutate()}
              data-autofocus
            >
              {t("desk.macros.do")}
            </Button>
          </Group>
        </Stack>
      )}
    </Query>
  );
}

const kinds = [
  "statusChanged",
  "assigneeChanged",
  "queueChanged",
  "tagsChanged",
  "categoryChanged",
  "priorityChanged",
] as const;

function kindOf(kind: string): (typeof kinds)[number] | "other" {
  return kinds.find((one) => one === kind) ?? "other";
}
