import { Kbd, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./HelpSheet.module.css";
import { activeShortcuts, type Group } from "./keys";

const groups: Group[] = ["everywhere", "go", "list", "ticket"];

/** Every shortcut of the page in view, as they are registered, so the sheet cannot be out of date. */
export default function HelpSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const shortcuts = activeShortcuts();
  return (
    <Modal opened onClose={onClose} title={t("shell.shortcuts.title")} size="lg">
      <div className={classes.sheet}>
        {groups.map((group) => {
          const lines = shortcuts.filter((shortcut) => shortcut.group === group);
          if (lines.length === 0) return null;
          return (
            <section key={group}>
              <h2 className={classes.group}>{t(`shell.shortcuts.${group}`)}</h2>
              <dl className={classes.lines}>
                {lines.map((line) => (
                  <div key={line.keys} className={classes.line}>
                    <dt>{line.label}</dt>
                    <dd>
                      <Keys keys={line.keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Modal>
  );
}

function Keys({ keys }: { keys: string }) {
  const parts = keys.includes("+") ? keys.replace("mod", "Ctrl").split("+") : keys.split(" ");
  return parts.map((part) => <Kbd key={part}>{part.length === 1 ? part.toUpperCase() : part}</Kbd>);
}
