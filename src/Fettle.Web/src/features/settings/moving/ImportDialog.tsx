import { Alert, Button, Checkbox, FileInput, Group, Modal, PasswordInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { ImportSource } from "~/api/shapes";
import { may, useMe } from "~/app/session";
import { formProblem } from "~/ui/forms";
import classes from "./Moving.module.css";
import { useCreateImport } from "./queries";

const prefixes: Record<ImportSource, string> = { csv: "OLD", zammad: "ZAM", requestTracker: "RT", zendesk: "ZEN" };
const sources = Object.keys(prefixes) as ImportSource[];

/** Where from, and what is needed to read it. Nothing is taken over yet. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const create = useCreateImport();
  const form = useForm({
    initialValues: {
      source: "csv" as ImportSource,
      organisationId: String(me.organisations[0]?.id ?? ""),
      prefix: prefixes.csv,
      address: "",
      secret: "",
      eachOrganisation: false,
      file: null as File | null,
    },
    validate: {
      address: (value, { source }) => (source === "csv" || value.trim() ? null : t("session.needed")),
      secret: (value, { source }) => (source === "csv" || value.trim() ? null : t("session.needed")),
      file: (value, { source }) => (source !== "csv" || value ? null : t("session.needed")),
    },
  });
  const { values } = form;
  const problem = create.error ? formProblem(create.error).text : null;
  const save = () =>
    create.mutate(
      {
        organisationId: Number(values.organisationId),
        source: values.source,
        request: {
          prefix: values.prefix.toUpperCase(),
          address: values.address || null,
          secret: values.secret || null,
          eachOrganisation: values.eachOrganisation,
        },
        file: values.file,
      },
      { onSuccess: onClose, onError: (error) => form.setErrors(formProblem(error).fields) },
    );
  return (
    <Modal opened onClose={onClose} size="lg" title={t("moving.add")}>
      <form onSubmit={form.onSubmit(save)}>
        {problem && (
          <Alert color="red" mb="md">
            {problem}
          </Alert>
        )}
        <div className={classes.fields}>
          <Select
            label={t("moving.source")}
            allowDeselect={false}
            data={sources.map((one) => ({ value: one, label: t(`moving.sources.${one}`) }))}
            {...form.getInputProps("source")}
            onChange={(value) => {
              const source = value as ImportSource;
              form.setValues({ source, prefix: prefixes[source] });
            }}
          />
          <TextInput
            label={t("moving.prefix")}
            description={t("moving.prefixHint", { example: `${values.prefix || "OLD"}-4711` })}
            maxLength={10}
            {...form.getInputProps("prefix")}
          />
          {me.organisations.length > 1 && (
            <Select
              className={classes.whole}
              label={t("moving.into")}
              allowDeselect={false}
              searchable
              data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
              {...form.getInputProps("organisationId")}
            />
          )}
          {values.source === "csv" ? (
            <FileInput
              className={classes.whole}
              label={t("moving.file")}
              description={t("moving.fileHint")}
              placeholder={t("moving.choose")}
              accept=".csv,.tsv,.txt,text/csv"
              {...form.getInputProps("file")}
            />
          ) : (
            <>
              <TextInput
                className={classes.whole}
                label={t("moving.address")}
                placeholder="https://help.example.org"
                maxLength={500}
                {...form.getInputProps("address")}
              />
              <PasswordInput
                className={classes.whole}
                label={t("moving.secret")}
                description={t(`moving.secretHint.${values.source}`)}
                autoComplete="off"
                {...form.getInputProps("secret")}
              />
            </>
          )}
          {(values.source === "zammad" || values.source === "zendesk") && may(me, "administer") && (
            <Checkbox
              className={classes.whole}
              label={t("moving.each")}
              description={t("moving.eachHint")}
              {...form.getInputProps("eachOrganisation", { type: "checkbox" })}
            />
          )}
        </div>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t("moving.next")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
