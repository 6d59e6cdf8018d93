import type { ReactNode } from "react";
import { Mark } from "~/ui/Mark";
import { useTitle } from "~/ui/Page";
import classes from "./Gate.module.css";

/** The quiet page before the console: one card, one thing to do. */
export function Gate(props: { title: string; lead?: string; wide?: boolean; children?: ReactNode }) {
  useTitle(props.title);
  return (
    <main className={classes.ground}>
      <div className={classes.card} data-wide={props.wide || undefined}>
        <div className={classes.brand}>
          <Mark size={34} />
          <span>Fettle</span>
        </div>
        <h1 className={classes.title}>{props.title}</h1>
        {props.lead && <p className={classes.lead}>{props.lead}</p>}
        {props.children}
      </div>
    </main>
  );
}
