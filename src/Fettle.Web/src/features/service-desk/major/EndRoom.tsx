import { Alert, Button, Checkbox, Modal, Stack, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Room } from "~/api/shapes";
import { formProblem } from "~/ui/forms";
import { useMajor } from "./queries";

/** Ends a major incident: a summary for the desk, a last word for everybody, and the problem behind it. */
export function EndRoom({ room }: { room: Room }) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  const [words, setWords] = useState({ summary: "", message: "" });
  const [resolve, setResolve] = useState(true);
  const [openProblem, setOpenProblem] = useState(true);
  const end = useMajor(
    () =>
      read(
        api.POST("/api/major-incidents/{number}/end", {
          params: { path: { number: room.number } },
          body: { summary: words.summary, message: words.message || null, resolve, openProblem },
        }),
      ),
    true,
  );
  const problem = end.error ? formProblem(end.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    end.mutate(undefined, { onSuccess: dialog.close });
  };
  return (
    <div>
      <Button size="xs" variant="default" onClick={dialog.open}>
        {t("major.end")}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={t("major.end")}>
        <form onSubmit={submit}>
          <Stack>
            {problem?.text && (
              <Alert color="red" role="alert">
                {problem.text}
              </Alert>
            )}
            {(["summary", "message"] as const).map((field) => (
              <Textarea
                key={field}
                label={t(`major.${field}`)}
                required={field === "summary"}
                autosize
                minRows={3}
                maxRows={10}
                error={problem?.fields[field]}
                value={words[field]}
                onChange={(event) => {
                  const text = event.currentTarget.value;
                  setWords((was) => ({ ...was, [field]: text }));
                }}
              />
            ))}
            <Checkbox
              label={t("major.resolve")}
              checked={resolve}
              onChange={(event) => setResolve(event.currentTarget.checked)}
            />
            <Checkbox
              label={t("major.openProblem")}
              checked={openProblem}
              onChange={(event) => setOpenProblem(event.currentTarget.checked)}
            />
            <Button type="submit" loading={end.isPending}>
              {t("major.end")}
            </Button>
          </Stack>
        </form>
      </Modal>
    </div>
  );
}
