import { CloseButton } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { bytes } from "./bytes";
import classes from "./ChosenFiles.module.css";
import type { Files } from "./useFiles";

/** What will be sent along, how far the sending is (from 0 to 1), and what was not taken and why. */
export function ChosenFiles({ files, progress }: { files: Files; progress?: number | null }) {
  const { t, i18n } = useTranslation();
  return (
    <>
      {files.chosen.length > 0 && (
        <ul className={classes.files}>
          {files.chosen.map((file) => (
            <li key={`${file.name}-${file.lastModified}-${file.size}`}>
              <IconPaperclip size={14} aria-hidden />
              <span className="f-clip">{file.name}</span>
              <span className="f-dim f-num">{bytes(file.size, i18n.language)}</span>
              <CloseButton
                size="xs"
                aria-label={t("common.files.remove", { name: file.name })}
                onClick={() => files.remove(file)}
              />
            </li>
          ))}
        </ul>
      )}
      {typeof progress === "number" && (
        <progress className={classes.progress} value={progress} aria-label={t("common.files.sending")} />
      )}
      {files.problem && (
        <p className={classes.problem} role="alert">
          {files.problem}
        </p>
      )}
    </>
  );
}
