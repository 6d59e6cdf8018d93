import { type ReactNode, useEffect } from "react";
import classes from "./Page.module.css";

/** A console page: its title with what can be done, then its content. */
export function Page(props: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  useTitle(props.title);
  return (
    <div className={classes.page} data-wide={props.wide || undefined}>
      <header className={classes.head}>
        <div className={classes.titles}>
          <h1 className={classes.title}>{props.title}</h1>
          {props.lead && <div className={classes.lead}>{props.lead}</div>}
        </div>
        {props.actions && <div className={classes.actions}>{props.actions}</div>}
      </header>
      {props.children}
    </div>
  );
}

export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Fettle`;
  }, [title]);
}

/** A framed part of a page with its own heading. */
export function Panel(props: { title?: ReactNode; actions?: ReactNode; flush?: boolean; children: ReactNode }) {
  return (
    <section className={classes.panel}>
      {props.title && (
        <header className={classes.panelHead}>
          <h2 className={classes.panelTitle}>{props.title}</h2>
          {props.actions}
        </header>
      )}
      <div className={props.flush ? undefined : classes.panelBody}>{props.children}</div>
    </section>
  );
}
