import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./BottomBar.module.css";
import type { Destination } from "./destinations";

/** The places a technician goes to most, under the thumb. */
export function BottomBar({ destinations }: { destinations: Destination[] }) {
  const { t } = useTranslation();
  const places = destinations.filter((place) => ["/queue", "/devices", "/jobs", "/articles"].includes(place.to));
  return (
    <nav className={classes.bar} aria-label={t("shell.quick")}>
      {places.map((place) => (
        <Link key={place.to} to={place.to} className={classes.link}>
          <place.icon size={20} stroke={1.7} aria-hidden />
          {t(place.label)}
        </Link>
      ))}
    </nav>
  );
}
