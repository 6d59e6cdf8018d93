import { IconPuzzle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { Page } from "~/ui/Page";
import { TicketList } from "../parts/TicketList";

/** The causes behind several incidents. */
export function ProblemsPage() {
  const { t } = useTranslation();
  const problems = useQuery({
    queryKey: ["tickets", "problems"],
    queryFn: ({ signal }) => read(api.GET("/api/problems", { signal })),
  });
  return (
    <Page title={t("shell.nav.problems")}>
      <TicketList
        of={problems}
        label={t("shell.nav.problems")}
        empty={{
          icon: <IconPuzzle size={28} stroke={1.5} />,
          title: t("tickets.problems.empty"),
          hint: t("tickets.problems.emptyHint"),
        }}
      />
    </Page>
  );
}
