import { ActionIcon, Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "../Catalogue.module.css";

interface Props<T> {
  rows: T[];
  title: (row: T, i: number) => string;
  add: string;
  fresh: () => T;
  none: string;
  onChange: (rows: T[]) => void;
  children: (row: T, change: (part: Partial<T>) => void, i: number) => ReactNode;
}

/** A list whose entries are edited where they stand, moved, taken out, and to which another is added. */
export function Rows<T>({ rows, title, add, fresh, none, onChange, children }: Props<T>) {
  const { t } = useTranslation();
  const move = (from: number, to: number) => {
    const next = [...rows];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
  };
  return (
    <div className={classes.list}>
      {rows.length === 0 && <p className="f-dim">{none}</p>}
      {rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry has nothing else that stays while it is edited
        <section key={i} className={classes.edit}>
          <div className={classes.head}>
            <h3>{title(row, i)}</h3>
            <span>
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={i === 0}
                aria-label={t("catalogue.up")}
                onClick={() => move(i, i - 1)}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={i === rows.length - 1}
                aria-label={t("catalogue.down")}
                onClick={() => move(i, i + 1)}
              >
                <IconArrowDown size={16} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("common.remove")}
                onClick={() => onChange(rows.filter((_, j) => j !== i))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </span>
          </div>
          {children(row, (part) => onChange(rows.map((one, j) => (i === j ? { ...one, ...part } : one))), i)}
        </section>
      ))}
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...rows, fresh()])}
        >
          {add}
        </Button>
      </div>
    </div>
  );
}
