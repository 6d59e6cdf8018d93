import { Alert, Button, Modal, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { ChangeKind } from "~/api/shapes";
import { useMe } from "~/app/session";
import { formProblem } from "~/ui/forms";
import { templatesQuery, useChanges } from "./queries";

const kinds: ChangeKind[] = ["normal", "standard", "emergency"];

interface Props {
  opened: boolean;
  onClose: () => void;
  /** The ticket that the change is to solve. */
  about?: { number: number; organisationId: number; subject: string };
}

/** Begins a change; its plan is written on its own page. */
export default function DraftChange({ opened, onClose, about }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const templates = useQuery(templatesQuery);
  const [kind, setKind] = useState<ChangeKind>("normal");
  const [subject, setSubject] = useState(about?.subject ?? "");
  const [why, setWhy] = useState("");
  const [template, setTemplate] = useState<string | null>(null);
  const [organisation, setOrganisation] = useState<string | null>(
    about ? String(about.organisationId) : me.organisations[0] ? String(me.organisations[0].id) : null,
  );
  const draft = useChanges(
    () =>
      read(
        api.POST("/api/changes", {
          body: {
            kind,
            subject,
            why,
            organisationId: organisation ? Number(organisation) : null,
            templateId: kind === "standard" && template ? Number(template) : null,
            for: about?.number ?? null,
          },
        }),
      ),
    true,
  );
  const problem = draft.error ? formProblem(draft.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    draft.mutate(undefined, {
      onSuccess: ({ number }) => {
        onClose();
        void navigate({ to: "/tickets/$number", params: { number: String(number) } });
      },
    });
  };
  const own = (templates.data ?? []).filter((one) => !one.retired && String(one.organisationId) === organisation);
  return (
    <Modal opened={opened} onClose={onClose} title={t("changes.new")}>
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
            value={kind}
            onChange={(value) => setKind(value as ChangeKind)}
            data={kinds.map((value) => ({ value, label: t(`changes.kind.${value}`) }))}
          />
          <Text size="sm" c="dimmed">
            {t(`changes.kindHint.${kind}`)}
          </Text>
          {me.organisations.length > 1 && !about && (
            <Select
              label={t("common.organisation")}
              allowDeselect={false}
              data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
              value={organisation}
              onChange={setOrganisation}
            />
          )}
          {kind === "standard" && (
            <Select
              label={t("changes.template")}
              required
              data={own.map((one) => ({ value: String(one.id), label: one.name }))}
              nothingFoundMessage={t("changes.templates.none")}
              description={own.length === 0 ? t("changes.templates.none") : undefined}
              error={problem?.fields.templateId}
              value={template}
              onChange={(id, option) => {
                setTemplate(id);
                if (!subject && option) setSubject(option.label);
              }}
            />
          )}
          <TextInput
            label={t("tickets.fields.subject")}
            required
            maxLength={200}
            error={problem?.fields.subject}
            value={subject}
            onChange={(event) => setSubject(event.currentTarget.value)}
          />
          <Textarea
            label={t("changes.why")}
            required
            autosize
            minRows={3}
            maxRows={10}
            error={problem?.fields.why}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <Button type="submit" loading={draft.isPending}>
            {t("changes.draft")}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
