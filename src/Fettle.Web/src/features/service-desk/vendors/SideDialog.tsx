import { Alert, Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { newKey } from "~/api/once";
import type { Side, TicketPage } from "~/api/shapes";
import { formProblem } from "~/ui/forms";
import { Entry } from "../ticket/Entry";
import { timelineQuery, useTicketChanged } from "../ticket/queries";
import timeline from "../ticket/Timeline.module.css";
import { vendorsQuery } from "./queries";

interface Props {
  ticket: TicketPage;
  /** Null: a new conversation. */
  side: Side | null;
  onClose: () => void;
}

/** One conversation beside a ticket: what was written, what the book says of the vendor, and the next message. */
export default function SideDialog({ ticket, side, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} size="lg" title={side ? `${side.name} · ${side.subject}` : t("vendors.write")}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t("vendors.beside")}
        </Text>
        {side ? (
          <Existing ticket={ticket} side={side} onClose={onClose} />
        ) : (
          <Begin ticket={ticket} onClose={onClose} />
        )}
      </Stack>
    </Modal>
  );
}

function Existing({ ticket, side, onClose }: { ticket: TicketPage; side: Side; onClose: () => void }) {
  const { t } = useTranslation();
  const changed = useTicketChanged(ticket.number);
  const entries = useInfiniteQuery(timelineQuery(ticket.number));
  const [body, setBody] = useState("");
  const [caseNumber, setCaseNumber] = useState(side.caseNumber ?? "");
  const [key] = useState(newKey);
  const path = { number: ticket.number, sideId: side.id };
  const write = useMutation({
    mutationFn: () =>
      read(
        api.POST("/api/tickets/{number}/sides/{sideId}/messages", {
          params: { path, header: { "Idempotency-Key": key } },
          body: { body, files: null },
        }),
      ),
    onSuccess: async () => {
      await changed();
      onClose();
    },
  });
  const keep = useMutation({
    mutationFn: () =>
      read(
        api.PUT("/api/tickets/{number}/sides/{sideId}/case", {
          params: { path },
          body: { caseNumber: caseNumber.trim() || null },
        }),
      ),
    onSettled: changed,
  });
  const all = entries.data?.pages.flatMap((page) => page.items) ?? [];
  const vendor = side.vendor;
  return (
    <>
      {vendor && (
        <Alert color={vendor.expired ? "red" : "gray"} variant="light">
          {[
            vendor.phone,
            vendor.contractNumber && t("vendors.contractIs", { number: vendor.contractNumber }),
            vendor.supportHours,
            vendor.contractUntil &&
              t(vendor.expired ? "vendors.expired" : "vendors.runsUntil", { day: vendor.contractUntil }),
          ]
            .filter(Boolean)
            .join(" · ") || vendor.name}
        </Alert>
      )}
      <TextInput
        size="xs"
        label={t("vendors.case")}
        maxLength={100}
        value={caseNumber}
        onChange={(event) => setCaseNumber(event.currentTarget.value)}
        onBlur={() => caseNumber.trim() !== (side.caseNumber ?? "") && keep.mutate()}
      />
      <ol className={timeline.list}>
        {all
          .filter((entry) => entry.kind === "sideMessage" && entry.data?.sideId === side.id)
          .map((entry) => (
            <Entry key={entry.id} entry={entry} number={ticket.number} />
          ))}
      </ol>
      <Textarea
        label={t("vendors.message", { name: side.name })}
        autosize
        minRows={3}
        maxRows={14}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <Group>
        <Button disabled={!body.trim()} loading={write.isPending} onClick={() => write.mutate()}>
          {t("vendors.send")}
        </Button>
      </Group>
    </>
  );
}

function Begin({ ticket, onClose }: { ticket: TicketPage; onClose: () => void }) {
  const { t } = useTranslation();
  const changed = useTicketChanged(ticket.number);
  const vendors = useQuery(vendorsQuery);
  const own = (vendors.data ?? []).filter((one) => one.organisationId === ticket.organisationId);
  const [key] = useState(newKey);
  const form = useForm({
    initialValues: { vendorId: null as string | null, email: "", subject: ticket.subject, caseNumber: "", body: "" },
    validate: {
      email: (value, all) => (value.trim() || all.vendorId ? null : t("session.needed")),
      subject: (value) => (value.trim() ? null : t("session.needed")),
      body: (value) => (value.trim() ? null : t("session.needed")),
    },
  });
  const start = useMutation({
    meta: { quiet: true },
    mutationFn: ({ vendorId, email, caseNumber, ...rest }: typeof form.values) =>
      read(
        api.POST("/api/tickets/{number}/sides", {
          params: { path: { number: ticket.number }, header: { "Idempotency-Key": key } },
          body: {
            ...rest,
            vendorId: vendorId ? Number(vendorId) : null,
            email: email.trim() || null,
            name: null,
            caseNumber: caseNumber.trim() || null,
            files: null,
          },
        }),
      ),
    onSuccess: async () => {
      await changed();
      onClose();
    },
    onError: (error) => form.setErrors({ body: formProblem(error).text ?? undefined, ...formProblem(error).fields }),
  });
  return (
    <form onSubmit={form.onSubmit((values) => start.mutate(values))}>
      <Stack gap="sm">
        {own.length > 0 && (
          <Select
            label={t("vendors.vendor")}
            clearable
            searchable
            data={own.map((one) => ({ value: String(one.id), label: one.name }))}
            value={form.values.vendorId}
            onChange={(id) => {
              form.setFieldValue("vendorId", id);
              form.setFieldValue("email", own.find((one) => String(one.id) === id)?.email ?? "");
            }}
          />
        )}
        <TextInput type="email" label={t("common.email")} {...form.getInputProps("email")} />
        <TextInput label={t("tickets.fields.subject")} maxLength={200} {...form.getInputProps("subject")} />
        <TextInput label={t("vendors.case")} maxLength={100} {...form.getInputProps("caseNumber")} />
        <Textarea label={t("vendors.text")} autosize minRows={4} maxRows={14} {...form.getInputProps("body")} />
        <Group>
          <Button type="submit" loading={start.isPending}>
            {t("vendors.send")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
