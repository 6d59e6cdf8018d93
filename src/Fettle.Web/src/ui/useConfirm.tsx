import { Button, Group, Modal, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

interface Question {
  title: string;
  text: string;
  action: string;
  run: () => void;
}

/** Asks before what cannot be taken back. */
export function useConfirm(): [ReactNode, (question: Question) => void] {
  const { t } = useTranslation();
  const [question, ask] = useState<Question | null>(null);
  const close = () => ask(null);
  const dialog = question && (
    <Modal opened onClose={close} title={question.title}>
      <Text mb="lg">{question.text}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={close} data-autofocus>
          {t("common.cancel")}
        </Button>
        <Button
          color="red"
          onClick={() => {
            question.run();
            close();
          }}
        >
          {question.action}
        </Button>
      </Group>
    </Modal>
  );
  return [dialog, ask];
}
