import { may, useMe } from "~/app/session";
import classes from "../Settings.module.css";
import { Mailboxes } from "./Mailboxes";
import { Quarantine } from "./Quarantine";
import { Senders } from "./Senders";

/** How mail reaches the desk and leaves it. */
export function Mail() {
  const me = useMe();
  return (
    <div className={classes.stack}>
      <Mailboxes />
      <Quarantine />
      {may(me, "administer") && <Senders />}
    </div>
  );
}
