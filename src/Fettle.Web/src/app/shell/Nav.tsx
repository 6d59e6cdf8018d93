import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Destination } from "./destinations";
import classes from "./Nav.module.css";

export function Nav({ destinations, onGo }: { destinations: Destination[]; onGo?: () => void }) {
  const { t } = useTranslation();
  return (
    <nav className={classes.nav} aria-label={t("shell.menu")}>
      {destinations.map((place) => (
        <Link key={place.to} to={place.to} className={classes.link} onClick={onGo}>
          <place.icon size={18} stroke={1.7} aria-hidden />
          {t(place.label)}
        </Link>
      ))}
    </nav>
  );
}
