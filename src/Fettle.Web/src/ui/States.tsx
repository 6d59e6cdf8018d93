import { Button, Skeleton } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { messageOf } from "~/api/problem";
import classes from "./States.module.css";

export function Loading({ rows = 8, height = 36 }: { rows?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <div className={classes.loading} role="status" aria-label={t("common.loading")}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <Skeleton key={row} height={height} radius="sm" />
      ))}
    </div>
  );
}

/** An empty list says what to do next. */
export function Empty(props: { icon?: ReactNode; title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className={classes.state}>
      {props.icon && <div className={classes.icon}>{props.icon}</div>}
      <p className={classes.title}>{props.title}</p>
      {props.hint && <p className={classes.hint}>{props.hint}</p>}
      {props.children}
    </div>
  );
}

export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.state} role="alert">
      <div className={classes.icon}>
        <IconCloudOff size={28} stroke={1.5} />
      </div>
      <p className={classes.title}>{t("common.failedToLoad")}</p>
      <p className={classes.hint}>{messageOf(error)}</p>
      <Button variant="default" onClick={retry}>
        {t("common.retry")}
      </Button>
    </div>
  );
}
