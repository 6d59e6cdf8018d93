import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "~/api/queryClient";
import { startLive } from "~/app/live";
import { useMe, worksInConsole } from "~/app/session";
import { PersonMenu } from "~/app/shell/PersonMenu";
import { useKeptPreferences } from "~/app/shell/preferences";
import { ownApprovalsQuery } from "~/features/catalogue/queries";
import { Mark } from "~/ui/Mark";
import classes from "./Portal.module.css";

/** The requester's side: few words, large targets, nothing to know beforehand. */
export function PortalShell() {
  const { t } = useTranslation();
  const me = useMe();
  useKeptPreferences();
  const waiting = useQuery(ownApprovalsQuery).data?.waiting.length ?? 0;
  useEffect(() => startLive(queryClient), []);
  return (
    <div className={classes.shell}>
      <header className={classes.bar}>
        <Link to="/help" className={classes.brand}>
          <Mark size={30} />
          <span>{t("portal.title")}</span>
        </Link>
        <nav className={classes.nav} aria-label={t("shell.menu")}>
          <Link to="/help" activeOptions={{ exact: true }}>
            {t("portal.report")}
          </Link>
          <Link to="/help/services">{t("catalogue.ask")}</Link>
          <Link to="/help/requests">{t("portal.mine")}</Link>
          <Link to="/help/approvals">
            {t("catalogue.approvals")}
            {waiting > 0 && <span className={classes.count}>{waiting}</span>}
          </Link>
          <Link to="/help/chat">{t("chat.title")}</Link>
          <Link to="/help/articles">{t("portal.articles")}</Link>
          {worksInConsole(me) && <Link to="/queue">{t("portal.console")}</Link>}
        </nav>
        <div className={classes.person}>
          <PersonMenu />
        </div>
      </header>
      <main className={classes.main}>
        <Outlet />
      </main>
    </div>
  );
}
