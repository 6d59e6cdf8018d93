import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Vendor } from "~/api/shapes";
import { useMe } from "~/app/session";
import classes from "~/features/settings/Settings.module.css";
import { formProblem } from "~/ui/forms";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { vendorsQuery } from "./queries";

/** Who helps from outside, and under which contract. */
export function VendorBook() {
  const { t } = useTranslation();
  const vendors = useQuery(vendorsQuery);
  const [edited, edit] = useState<Vendor | "new" | null>(null);
  return (
    <Panel
      title={t("vendors.title")}
      flush
      actions={
        <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => edit("new")}>
          {t("vendors.new")}
        </Button>
      }
    >
      <Query of={vendors} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t("vendors.none")} hint={t("vendors.noneHint")} />
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <li key={row.id}>
                  <span>
                    <strong>{row.name}</strong>{" "}
                    <span className="f-dim">
                      {[row.contractNumber, row.phone, row.supportHours].filter(Boolean).join(" · ")}
                    </span>
                  </span>
                  {row.contractUntil && (
                    <Tag tone={row.expired ? "red" : "grey"}>
                      {t(row.expired ? "vendors.expired" : "vendors.runsUntil", { day: row.contractUntil })}
                    </Tag>
                  )}
                  <Button variant="default" size="compact-sm" onClick={() => edit(row)}>
                    {t("common.edit")}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Query>
      <Modal opened={edited !== null} onClose={() => edit(null)} title={t("vendors.vendor")}>
        {edited && <EditVendor vendor={edited === "new" ? null : edited} onDone={() => edit(null)} />}
      </Modal>
    </Panel>
  );
}

function EditVendor({ vendor, onDone }: { vendor: Vendor | null; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const done = async () => {
    await cache.invalidateQueries({ queryKey: vendorsQuery.queryKey });
    onDone();
  };
  const form = useForm({
    initialValues: {
      organisationId: String(vendor?.organisationId ?? me.organisations[0]?.id ?? ""),
      name: vendor?.name ?? "",
      email: vendor?.email ?? "",
      phone: vendor?.phone ?? "",
      contractNumber: vendor?.contractNumber ?? "",
      supportHours: vendor?.supportHours ?? "",
      contractUntil: vendor?.contractUntil ?? "",
      notes: vendor?.notes ?? "",
    },
    validate: { name: (value) => (value.trim() ? null : t("session.needed")) },
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: ({ organisationId, name, ...rest }: typeof form.values) => {
      const said = {
        name,
        email: rest.email.trim() || null,
        phone: rest.phone.trim() || null,
        contractNumber: rest.contractNumber.trim() || null,
        supportHours: rest.supportHours.trim() || null,
        contractUntil: rest.contractUntil || null,
        notes: rest.notes.trim() || null,
      };
      return vendor
        ? read(api.PUT("/api/vendors/{vendorId}", { params: { path: { vendorId: vendor.id } }, body: said }))
        : read(api.POST("/api/vendors", { body: { organisationId: Number(organisationId), vendor: said } }));
    },
    onSuccess: done,
    onError: (error) => form.setErrors({ name: formProblem(error).text ?? undefined, ...formProblem(error).fields }),
  });
  const remove = useMutation({
    mutationFn: () => read(api.DELETE("/api/vendors/{vendorId}", { params: { path: { vendorId: vendor?.id ?? 0 } } })),
    onSuccess: done,
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        {!vendor && me.organisations.length > 1 && (
          <Select
            label={t("common.organisation")}
            allowDeselect={false}
            data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            {...form.getInputProps("organisationId")}
          />
        )}
        <TextInput label={t("common.name")} maxLength={120} {...form.getInputProps("name")} />
        <TextInput type="email" label={t("common.email")} {...form.getInputProps("email")} />
        <TextInput type="tel" label={t("people.phone")} maxLength={50} {...form.getInputProps("phone")} />
        <Group grow>
          <TextInput label={t("vendors.contract")} maxLength={100} {...form.getInputProps("contractNumber")} />
          <TextInput type="date" label={t("vendors.until")} {...form.getInputProps("contractUntil")} />
        </Group>
        <TextInput label={t("vendors.hours")} maxLength={200} {...form.getInputProps("supportHours")} />
        <Textarea label={t("vendors.notes")} autosize minRows={2} maxRows={8} {...form.getInputProps("notes")} />
        <Group justify="space-between">
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
          {vendor && (
            <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t("common.remove")}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
