import { Alert, Button, Modal, MultiSelect, SegmentedControl, Stack, Textarea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Announcement } from "~/api/shapes";
import { useMe } from "~/app/session";
import { formProblem } from "~/ui/forms";
import { fromInput, toInput } from "../changes/days";
import { useMajor } from "./queries";

const kinds = ["maintenance", "outage", "news"] as const;
const severities = ["info", "warning", "critical"] as const;

/** A button that opens the editor of an announcement: a new one, or one that there is. */
export function EditAnnouncement({ label, announcement }: { label: string; announcement?: Announcement }) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button
        variant={announcement ? "default" : "filled"}
        size={announcement ? "compact-sm" : "sm"}
        onClick={dialog.open}
      >
        {label}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={t("major.announce")}>
        <Fields announcement={announcement} onDone={dialog.close} />
      </Modal>
    </>
  );
}

function Fields({ announcement, onDone }: { announcement?: Announcement; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [words, setWords] = useState({
    kind: announcement?.kind ?? ("maintenance" as const),
    severity: announcement?.severity ?? ("info" as const),
    title: announcement?.title ?? "",
    text: announcement?.text ?? "",
    organisations: announcement?.organisations.map(String) ?? me.organisations.slice(0, 1).map((one) => String(one.id)),
    from: toInput(announcement?.from ?? new Date().toISOString()),
    until: toInput(announcement?.until ?? null),
  });
  const set = (part: Partial<typeof words>) => setWords((was) => ({ ...was, ...part }));
  const save = useMajor(() => {
    const body = {
      ...words,
      text: words.text || null,
      organisations: words.organisations.map(Number),
      from: fromInput(words.from),
      until: fromInput(words.until) ?? "",
    };
    return announcement
      ? read(api.PUT("/api/announcements/{id}", { params: { path: { id: announcement.id } }, body }))
      : read(api.POST("/api/announcements", { body }));
  }, true);
  const problem = save.error ? formProblem(save.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem?.text && (
          <Alert color="red" role="alert">
            {problem.text}
          </Alert>
        )}
        <SegmentedControl
          fullWidth
          aria-label={t("tickets.fields.kind")}
          value={words.kind}
          onChange={(kind) => set({ kind: kind as typeof words.kind })}
          data={kinds.map((value) => ({ value, label: t(`major.kind.${value}`) }))}
        />
        <SegmentedControl
          fullWidth
          aria-label={t("major.severityOf")}
          value={words.severity}
          onChange={(severity) => set({ severity: severity as typeof words.severity })}
          data={severities.map((value) => ({ value, label: t(`major.severity.${value}`) }))}
        />
        <TextInput
          label={t("major.headline")}
          required
          maxLength={200}
          error={problem?.fields.title}
          value={words.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <Textarea
          label={t("major.text")}
          autosize
          minRows={3}
          maxRows={10}
          error={problem?.fields.text}
          value={words.text}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
        {me.organisations.length > 1 && (
          <MultiSelect
            label={t("major.for")}
            placeholder={words.organisations.length === 0 ? t("major.everybody") : undefined}
            clearable
            data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            value={words.organisations}
            onChange={(organisations) => set({ organisations })}
          />
        )}
        {(["from", "until"] as const).map((field) => (
          <TextInput
            key={field}
            type="datetime-local"
            label={t(field === "from" ? "changes.starts" : "changes.ends")}
            required
            error={problem?.fields[field]}
            value={words[field]}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
          />
        ))}
        <Button type="submit" loading={save.isPending}>
          {t("common.save")}
        </Button>
      </Stack>
    </form>
  );
}
