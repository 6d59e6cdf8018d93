import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Person } from "~/api/shapes";
import { Panel } from "~/ui/Page";
import { PersonSelect } from "../service-desk/parts/PersonSelect";
import classes from "./People.module.css";
import { usePersonChanged } from "./queries";

/** To whom somebody reports: who is asked where a request needs their manager's yes. */
export function ReportsTo({ person }: { person: Person }) {
  const { t } = useTranslation();
  const changed = usePersonChanged(person.id);
  const report = useMutation({
    mutationFn: (managerId: number | null) =>
      read(api.PUT("/api/people/{id}/manager", { params: { path: { id: person.id } }, body: { managerId } })),
    onSettled: changed,
  });
  return (
    <Panel title={t("catalogue.reportsTo")}>
      <span className={classes.name}>
        {person.mayChange ? (
          <PersonSelect
            label={t("catalogue.reportsTo")}
            bare
            value={person.manager?.id ?? null}
            known={person.manager}
            onChange={(id) => id && report.mutate(id)}
          />
        ) : (
          (person.manager?.name ?? t("common.none"))
        )}
        {person.manager && (
          <Link to="/people/$id" params={{ id: String(person.manager.id) }}>
            {person.manager.name}
          </Link>
        )}
        {person.manager && person.mayChange && (
          <Button variant="subtle" size="compact-sm" loading={report.isPending} onClick={() => report.mutate(null)}>
            {t("common.remove")}
          </Button>
        )}
      </span>
    </Panel>
  );
}
