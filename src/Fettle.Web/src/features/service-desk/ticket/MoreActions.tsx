import { ActionIcon, Menu } from "@mantine/core";
import { IconAlertTriangle, IconArrowMerge, IconBook2, IconDots, IconPuzzle, IconSubtask } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { TicketPage } from "~/api/shapes";
import { may, useMe } from "~/app/session";
import { useDialog } from "~/ui/useDialog";
import { useMajor } from "../major/queries";
import { RemindMe } from "./RemindMe";
import { useMerge, useParent } from "./relations";

const TicketNumberDialog = lazy(() => import("./TicketNumberDialog"));

/** What is done with a ticket now and then. */
export function MoreActions({ ticket }: { ticket: TicketPage }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const merge = useMerge(ticket.number);
  const parent = useParent(ticket.number);
  const [merging, choosing] = [useDialog(), useDialog()];
  const writeUp = useMutation({
    mutationFn: () =>
      read(api.POST("/api/tickets/{number}/article-draft", { params: { path: { number: ticket.number } } })),
    onSuccess: (article) => navigate({ to: "/articles/$id/edit", params: { id: String(article.id) } }),
  });
  const openProblem = useMutation({
    mutationFn: () =>
      read(
        api.POST("/api/tickets/{number}/problem", {
          params: { path: { number: ticket.number } },
          body: { subject: null, text: null },
        }),
      ),
    onSuccess: (made) => navigate({ to: "/tickets/$number", params: { number: String(made.number) } }),
  });
  const declare = useMajor(() =>
    read(api.POST("/api/tickets/{number}/major-incident", { params: { path: { number: ticket.number } } })),
  );
  const isAskedFor = ticket.kind === "incident" || ticket.kind === "request";
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t("common.actions")}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <RemindMe number={ticket.number} />
          {!ticket.related.mergedInto && ticket.kind !== "change" && (
            <Menu.Item leftSection={<IconArrowMerge size={16} />} onClick={merging.open}>
              {t("desk.merge.do")}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconSubtask size={16} />} onClick={choosing.open}>
            {t("desk.parent.do")}
          </Menu.Item>
          {ticket.kind === "incident" && ticket.may.includes("workTickets") && (
            <Menu.Item leftSection={<IconAlertTriangle size={16} />} onClick={() => declare.mutate(undefined)}>
              {t("major.declare")}
            </Menu.Item>
          )}
          {isAskedFor && ticket.may.includes("workTickets") && (
            <Menu.Item leftSection={<IconPuzzle size={16} />} onClick={() => openProblem.mutate()}>
              {t("changes.problem.open")}
            </Menu.Item>
          )}
          {may(me, "writeArticles") && (
            <Menu.Item leftSection={<IconBook2 size={16} />} onClick={() => writeUp.mutate()}>
              {t("tickets.writeUp")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {merging.used && (
          <TicketNumberDialog
            opened={merging.opened}
            onClose={merging.close}
            title={t("desk.merge.do")}
            text={t("desk.merge.text", { number: ticket.number })}
            action={t("desk.merge.action")}
            run={async (into) => {
              await merge.mutateAsync(into);
              await navigate({ to: "/tickets/$number", params: { number: String(into) } });
            }}
          />
        )}
        {choosing.used && (
          <TicketNumberDialog
            opened={choosing.opened}
            onClose={choosing.close}
            title={t("desk.parent.do")}
            text={t("desk.parent.text", { number: ticket.number })}
            action={t("desk.parent.action")}
            run={(number) => parent.mutateAsync({ child: ticket.number, parent: number })}
          />
        )}
      </Suspense>
    </>
  );
}
