import { ActionIcon, Textarea } from "@mantine/core";
import { IconSend2 } from "@tabler/icons-react";
import { type FormEvent, type KeyboardEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "~/api/once";
import classes from "./Chat.module.css";
import { throttled } from "./queries";

interface Props {
  label: string;
  /** Resolves when it is said; the words stay where that fails. */
  onSay: (body: string, key: string) => Promise<unknown>;
  onTyping: () => void;
}

/** One line to the other side: Enter sends, Shift and Enter begins another line. */
export function Say({ label, onSay, onTyping }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [key, setKey] = useState(newKey);
  const [sending, setSending] = useState(false);
  const typing = useMemo(() => throttled(onTyping), [onTyping]);
  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!text.trim() || sending) return;
    setSending(true);
    try {
      await onSay(text.trim(), key);
      setText("");
      setKey(newKey());
    } catch {
      // The refusal is shown by whoever sent it.
    } finally {
      setSending(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <form className={classes.say} onSubmit={send}>
      <Textarea
        autosize
        minRows={1}
        maxRows={6}
        maxLength={20000}
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          typing();
        }}
        onKeyDown={onKeyDown}
      />
      <ActionIcon type="submit" size={36} loading={sending} disabled={!text.trim()} aria-label={t("chat.send")}>
        <IconSend2 size={18} />
      </ActionIcon>
    </form>
  );
}
