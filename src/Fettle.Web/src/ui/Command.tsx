import { ActionIcon, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./Command.module.css";

/** Exact commands, one block, to read and to copy. */
export function Command({ lines, label }: { lines: string[]; label: string }) {
  const { t } = useTranslation();
  const text = lines.join("\n");
  return (
    <div className={classes.block}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <pre className={classes.code} role="group" aria-label={label} tabIndex={0}>
        {text}
      </pre>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t("common.copied") : t("common.copy")}>
            <ActionIcon
              className={classes.copy}
              variant="subtle"
              color="gray"
              onClick={copy}
              aria-label={t("common.copy")}
            >
              {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
