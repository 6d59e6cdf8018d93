import { useTranslation } from "react-i18next";
import { useLiveState } from "~/app/live";
import classes from "./LiveState.module.css";

/** Whether what is shown is kept up to date by the server. */
export function LiveState() {
  const { t } = useTranslation();
  const state = useLiveState();
  return (
    <span className={classes.live} data-state={state} role="status">
      {t(`shell.live.${state}`)}
    </span>
  );
}
