import { CloseButton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { Html } from "~/ui/Html";
import { toMinute } from "~/ui/time";
import classes from "./Notices.module.css";

/** What everybody is told before they write: what is down, what will be, what is new. Each can be put away. */
export function Notices() {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const { data } = useQuery({
    queryKey: ["portal", "notices"],
    queryFn: ({ signal }) => read(api.GET("/api/portal/notices", { signal })),
    refetchInterval: 60_000,
  });
  const dismiss = useMutation({
    mutationFn: (key: string) => read(api.POST("/api/portal/notices/dismissed", { body: { key } })),
    onSettled: () => cache.invalidateQueries({ queryKey: ["portal", "notices"] }),
  });
  if (!data || data.length === 0) return null;
  return (
    <section className={classes.notices} aria-label={t("major.announcements")}>
      {data.map((one) => (
        <article key={one.key} className={classes.notice} data-severity={one.severity}>
          <div className={classes.head}>
            <strong>{one.title || t("major.portal.outage")}</strong>
            <CloseButton aria-label={t("major.portal.dismiss")} onClick={() => dismiss.mutate(one.key)} />
          </div>
          {one.html && <Html html={one.html} />}
          <span className={classes.when}>
            {t(`major.kind.${one.kind}`)}
            {one.until && ` · ${t("major.portal.until", { at: toMinute(one.until, i18n.language) })}`}
          </span>
        </article>
      ))}
    </section>
  );
}
