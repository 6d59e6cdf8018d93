import { Button, Modal, Stack, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { messageOf } from "~/api/problem";

interface Props {
  label: string;
  /** What the words are to say. */
  ask: string;
  color?: string;
  filled?: boolean;
  /** Words to begin with. */
  text?: string;
  run: (text: string) => Promise<unknown>;
}

/** A button that asks for some words and does something with them. */
export function Ask({ label, ask, color, filled, text: begun = "", run }: Props) {
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState(begun);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await run(text);
      setOpened(false);
      setText("");
    } catch (problem) {
      setError(messageOf(problem));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button size="xs" variant={filled ? "filled" : "default"} onClick={() => setOpened(true)}>
        {label}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={label}>
        <form onSubmit={submit}>
          <Stack>
            <Textarea
              label={ask}
              required
              autosize
              minRows={4}
              maxRows={14}
              data-autofocus
              error={error}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Button type="submit" color={color} loading={busy}>
              {label}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
