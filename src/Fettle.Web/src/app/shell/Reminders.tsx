import { ActionIcon, CloseButton, Popover, Text } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { onNudge } from "~/app/live";
import { notify } from "~/ui/notify";
import { When } from "~/ui/When";
import classes from "./Reminders.module.css";

/** What the reader wanted to be reminded of; and a word when a colleague calls them in a note. */
export function Reminders() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const reminders = useQuery({
    queryKey: ["reminders"],
    queryFn: ({ signal }) => read(api.GET("/api/reminders", { signal })),
    staleTime: 60_000,
  });
  const forget = useMutation({
    mutationFn: (reminderId: number) =>
      read(api.DELETE("/api/reminders/{reminderId}", { params: { path: { reminderId } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: ["reminders"] }),
  });
  useEffect(
    () =>
      onNudge(({ topic, id }) => {
        if (topic === "mention") void notify({ color: "fettle", message: t("desk.mentioned", { number: id }) });
        if (topic === "reminder") {
          void cache.invalidateQueries({ queryKey: ["reminders"] });
          void notify({ color: "yellow", message: t("desk.remind.due") });
        }
      }),
    [cache, t],
  );
  const all = reminders.data ?? [];
  const due = all.filter((one) => one.due).length;
  return (
    <Popover width={340} position="bottom-end" trapFocus>
      <Popover.Target>
        <ActionIcon
          className={classes.bell}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t("desk.remind.list", { count: due })}
        >
          <IconBell size={20} stroke={1.6} />
          {due > 0 && <span className={classes.due}>{due}</span>}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        {all.length === 0 ? (
          <Text size="sm">{t("desk.remind.none")}</Text>
        ) : (
          <ul className={classes.list}>
            {all.map((one) => (
              <li key={one.id} data-due={one.due || undefined}>
                <span>
                  <Link to="/tickets/$number" params={{ number: String(one.number) }}>
                    #{one.number} {one.subject}
                  </Link>
                  <span className="f-dim">
                    {one.text && `${one.text} · `}
                    <When at={one.at} />
                  </span>
                </span>
                <CloseButton size="sm" aria-label={t("common.remove")} onClick={() => forget.mutate(one.id)} />
              </li>
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
