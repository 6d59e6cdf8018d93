import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowMerge, IconBook2, IconDots, IconSubtask } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { TicketPage } from "~/api/shapes";
import { may, useMe } from "~/app/session";
import { useDialog } from "~/ui/useDialog";
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
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t("common.actions")}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!ticket.related.mergedInto && (
            <Menu.Item leftSection={<IconArrowMerge size={16} />} onClick={merging.open}>
              {t("desk.merge.do")}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconSubtask size={16} />} onClick={choosing.open}>
            {t("desk.parent.do")}
          </Menu.Item>
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
