import { Button, Modal, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { newKey } from "~/api/once";
import { formProblem } from "~/ui/forms";
import { PersonSelect } from "../parts/PersonSelect";
import { templatesQuery } from "../templates/queries";

export default function NewTicketDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t("tickets.new.title")} size="lg">
      <NewTicketForm />
    </Modal>
  );
}

function NewTicketForm() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [key] = useState(newKey);
  const templates = useQuery(templatesQuery);
  const [templateId, setTemplateId] = useState<string | null>(null);
  const template = templates.data?.find((one) => String(one.id) === templateId);
  const form = useForm({
    initialValues: {
      kind: "incident" as "incident" | "request",
      subject: "",
      body: "",
      requesterId: null as number | null,
    },
    validate: {
      subject: (value) => (value.trim() ? null : t("session.needed")),
      requesterId: (value) => (value ? null : t("session.needed")),
    },
  });
  const open = useMutation({
    mutationFn: (values: typeof form.values) =>
      read(
        api.POST("/api/tickets", {
          params: { header: { "Idempotency-Key": key } },
          body: {
            ...values,
            organisationId: template?.organisationId ?? null,
            deviceId: null,
            impact: template?.impact ?? null,
            urgency: template?.urgency ?? null,
            queueId: template?.queueId ?? null,
            tags: template?.tags ?? null,
            templateId: template?.id ?? null,
          },
        }),
      ),
    onSuccess: (ticket) => {
      void cache.invalidateQueries({ queryKey: ["tickets"] });
      void navigate({ to: "/tickets/$number", params: { number: String(ticket.number) } });
    },
    onError: (error) => form.setErrors(formProblem(error).fields),
  });
  return (
    <form onSubmit={form.onSubmit((values) => open.mutate(values))}>
      <Stack gap="sm">
        {(templates.data?.length ?? 0) > 0 && (
          <Select
            label={t("work.template")}
            clearable
            searchable
            data={templates.data?.map((one) => ({ value: String(one.id), label: one.name })) ?? []}
            value={templateId}
            onChange={(id) => {
              setTemplateId(id);
              const chosen = templates.data?.find((one) => String(one.id) === id);
              if (chosen)
                form.setValues({
                  kind: chosen.kind as "incident" | "request",
                  subject: chosen.subject,
                  body: chosen.body || chosen.subject,
                });
            }}
          />
        )}
        <PersonSelect
          label={t("tickets.fields.requester")}
          value={form.values.requesterId}
          error={form.errors.requesterId}
          onChange={(id) => form.setFieldValue("requesterId", id)}
        />
        <Select
          label={t("tickets.fields.kind")}
          allowDeselect={false}
          data={(["incident", "request"] as const).map((value) => ({ value, label: t(`tickets.kind.${value}`) }))}
          {...form.getInputProps("kind")}
        />
        <TextInput label={t("tickets.fields.subject")} {...form.getInputProps("subject")} />
        <Textarea label={t("tickets.new.body")} autosize minRows={4} maxRows={14} {...form.getInputProps("body")} />
        <Button type="submit" loading={open.isPending}>
          {t("tickets.new.do")}
        </Button>
      </Stack>
    </form>
  );
}
