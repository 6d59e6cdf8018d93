import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Caller } from "~/api/shapes";
import { PresenceDot, PriorityTag, StatusTag } from "../service-desk/parts/labels";
import classes from "./Calls.module.css";
import { changeCall } from "./call";

/** What is open with whoever calls, to be gone on with, and their devices. */
export function AtHand({ person, chosen }: { person: Caller; chosen: number | null }) {
  const { t } = useTranslation();
  const tickets = [...person.open, ...person.lately];
  return (
    <div className={classes.atHand}>
      <p className={classes.known}>
        <Link to="/people/$id" params={{ id: String(person.id) }}>
          {person.name}
        </Link>
        <span className="f-dim f-clip">{[person.organisation, ...person.phones].join(" · ")}</span>
      </p>
      {person.devices.length > 0 && (
        <p className={classes.devices}>
          {person.devices.map((one) => (
            <Link key={one.id} to="/devices/$id" params={{ id: String(one.id) }}>
              <PresenceDot presence={one.presence} /> {one.name}
            </Link>
          ))}
        </p>
      )}
      <fieldset className={classes.about}>
        <legend>{t("calls.about")}</legend>
        <label>
          <input type="radio" checked={chosen === null} onChange={() => changeCall({ ticket: null })} />
          <span>{t("calls.newTicket")}</span>
        </label>
        {tickets.map((one) => (
          <label key={one.number}>
            <input type="radio" checked={chosen === one.number} onChange={() => changeCall({ ticket: one.number })} />
            <PriorityTag priority={one.priority} />
            <span className="f-clip">
              #{one.number} {one.subject}
            </span>
            <StatusTag status={one.status} />
          </label>
        ))}
      </fieldset>
    </div>
  );
}
