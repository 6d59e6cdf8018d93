import { Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Avatar } from "~/ui/Avatar";
import { techniciansQuery } from "../queue/queries";
import classes from "./Present.module.css";

/** The colleagues who are at this ticket now. */
export function Present({ others }: { others: Map<number, "looking" | "typing"> }) {
  const { t } = useTranslation();
  const technicians = useQuery(techniciansQuery);
  const names = new Map(technicians.data?.map((one) => [one.id, one.name]));
  const present = [...others].flatMap(([id, doing]) => {
    const name = names.get(id);
    return name ? [{ id, name, doing }] : [];
  });
  return (
    <span className={classes.present} role="status">
      {present.map(({ id, name, doing }) => (
        <Tooltip key={id} label={t(`desk.present.${doing}`, { name })}>
          <span className={classes.one} data-typing={doing === "typing" || undefined}>
            <Avatar name={name} size={22} />
            <span className={doing === "typing" ? undefined : "f-hidden"}>{t(`desk.present.${doing}`, { name })}</span>
          </span>
        </Tooltip>
      ))}
    </span>
  );
}
