import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { Html } from "~/ui/Html";
import classes from "./Portal.module.css";

/** What the desk knows already of what somebody writes, or of their request: how to get by until it is put right. */
export function KnownErrors({ text, number }: { text?: string; number?: number }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["portal", "known-errors", text, number],
    queryFn: ({ signal }) => read(api.GET("/api/portal/known-errors", { params: { query: { text, number } }, signal })),
    enabled: number !== undefined || (text?.length ?? 0) > 4,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  if (!data || data.length === 0 || (number === undefined && (text?.length ?? 0) <= 4)) return null;
  return (
    <section aria-live="polite">
      <h2 className={classes.heading}>{t("changes.portal.known")}</h2>
      {data.map((one) => (
        <div key={one.subject} className={classes.paper}>
          <strong>{one.subject}</strong>
          <Html html={one.html} />
        </div>
      ))}
    </section>
  );
}
