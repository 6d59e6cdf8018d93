import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import classes from "./Promises.module.css";
import { ownPromiseQuery } from "./queries";

/** "You will hear from us by …", for whoever asked; nothing where nothing is promised. */
export function OwnPromise({ number }: { number: number }) {
  const { t, i18n } = useTranslation();
  const promise = useQuery(ownPromiseQuery(number)).data;
  const words = (at: string) =>
    new Intl.DateTimeFormat(i18n.language, {
      weekday: "long",
      day: "numeric",
      month: "long",
      hour: "numeric",
      minute: "2-digit",
    }).format(new Date(at));
  if (promise?.hearBy) return <p className={classes.own}>{t("promises.own.hearBy", { at: words(promise.hearBy) })}</p>;
  if (promise?.late) return <p className={classes.own}>{t("promises.own.late")}</p>;
  if (promise?.solvedBy)
    return <p className={classes.own}>{t("promises.own.solvedBy", { at: words(promise.solvedBy) })}</p>;
  return null;
}
