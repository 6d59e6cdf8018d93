import { Menu } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { notifyDone } from "~/ui/notify";

const hour = 3_600_000;

/** Nine in the morning, so many days from now, on the reader's own clock. */
function morning(days: number): Date {
  const day = new Date();
  day.setDate(day.getDate() + days);
  day.setHours(9, 0, 0, 0);
  return day;
}

const times = {
  hour: () => new Date(Date.now() + hour),
  afternoon: () => new Date(Date.now() + 4 * hour),
  tomorrow: () => morning(1),
  week: () => morning(7),
} as const;

/** Has the reader reminded of a ticket. */
export function RemindMe({ number }: { number: number }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const remind = useMutation({
    mutationFn: (at: Date) =>
      read(
        api.POST("/api/tickets/{number}/reminders", {
          params: { path: { number } },
          body: { at: at.toISOString(), text: null },
        }),
      ),
    onSuccess: (made) => {
      void cache.invalidateQueries({ queryKey: ["reminders"] });
      const at = new Intl.DateTimeFormat(i18n.language, { dateStyle: "short", timeStyle: "short" }).format(
        new Date(made.at),
      );
      notifyDone(t("desk.remind.set", { at }));
    },
  });
  return (
    <>
      <Menu.Label>{t("desk.remind.title")}</Menu.Label>
      {(Object.keys(times) as (keyof typeof times)[]).map((when) => (
        <Menu.Item key={when} leftSection={<IconBell size={16} />} onClick={() => remind.mutate(times[when]())}>
          {t(`desk.remind.${when}`)}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}
