import { Button, Modal, NumberInput, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { messageOf } from "~/api/problem";

interface Props {
  opened: boolean;
  onClose: () => void;
  title: string;
  text: string;
  action: string;
  run: (number: number) => Promise<unknown>;
}

/** Asks for another ticket's number and does something with it. */
export default function TicketNumberDialog({ opened, onClose, title, text, action, run }: Props) {
  const { t } = useTranslation();
  const [number, setNumber] = useState<number | string>("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await run(Number(number));
      onClose();
    } catch (problem) {
      setError(messageOf(problem));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{text}</Text>
          <NumberInput
            label={t("tickets.fields.number")}
            prefix="#"
            hideControls
            required
            min={1}
            data-autofocus
            error={error}
            value={number}
            onChange={setNumber}
          />
          <Button type="submit" loading={busy}>
            {action}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
