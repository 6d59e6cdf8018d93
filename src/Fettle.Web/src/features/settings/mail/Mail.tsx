import classes from "../Settings.module.css";
import { Senders } from "./Senders";

/** How mail reaches the desk and leaves it. */
export function Mail() {
  return (
    <div className={classes.stack}>
      <Senders />
    </div>
  );
}
