import { Alert, Button, FileButton, Textarea } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { messageOf } from "~/api/problem";
import { ChosenFiles } from "~/ui/ChosenFiles";
import type { Files } from "~/ui/useFiles";
import classes from "./Portal.module.css";

interface Props {
  label: string;
  placeholder: string;
  action: string;
  /** The page's own question: larger, and ready to be written in. */
  first?: boolean;
  text: string;
  onText: (text: string) => void;
  files: Files;
  progress: number | null;
  sending: boolean;
  error?: unknown;
  onSend: () => void;
}

/** The one box that a requester writes into, with the pictures and files that say what words do not. */
export function Box(props: Props) {
  const { t } = useTranslation();
  const { first, files, text } = props;
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() && !props.sending) props.onSend();
  };
  return (
    <form className={classes.box} onSubmit={send} {...files.target}>
      {props.error != null && (
        <Alert color="red" role="alert">
          {messageOf(props.error)}
        </Alert>
      )}
      <Textarea
        variant="unstyled"
        autosize
        autoFocus={first}
        minRows={first ? 4 : 2}
        maxRows={16}
        maxLength={20000}
        classNames={{ input: classes.field }}
        aria-label={props.label}
        placeholder={props.placeholder}
        value={text}
        onChange={(event) => props.onText(event.currentTarget.value)}
        onPaste={files.onPaste}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && send()}
      />
      <ChosenFiles files={files} progress={props.progress} />
      <div className={classes.send}>
        <span className={classes.attach}>
          <FileButton multiple onChange={files.add}>
            {(button) => (
              <Button {...button} variant="subtle" color="gray" leftSection={<IconPaperclip size={18} />}>
                {t("portal.attach")}
              </Button>
            )}
          </FileButton>
          <span className={classes.hint}>{t("common.files.upTo", { limit: files.limit })}</span>
        </span>
        <Button type="submit" size="md" loading={props.sending} disabled={!text.trim()}>
          {props.action}
        </Button>
      </div>
    </form>
  );
}
