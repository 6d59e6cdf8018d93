import type { ReactNode } from "react";
import classes from "./Tag.module.css";

export type Tone = "red" | "amber" | "green" | "blue" | "violet" | "grey" | "accent";

/** A small label whose text and ground keep their contrast in both schemes. */
export function Tag({ tone = "grey", children, title }: { tone?: Tone; children: ReactNode; title?: string }) {
  return (
    <span className={classes.tag} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
