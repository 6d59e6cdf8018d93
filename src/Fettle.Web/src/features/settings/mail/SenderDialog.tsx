import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  NumberInput,
  PasswordInput,
  Select,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Sender, SenderRequest } from "~/api/shapes";
import { useMe } from "~/app/session";
import { formProblem } from "~/ui/forms";
import { queuesQuery } from "../../service-desk/queue/queries";
import { useSaveSender } from "./queries";
import classes from "./Senders.module.css";

const own = ["ticket.number", "ticket.url", "queue.name", "organisation.name", "sender.name", "sender.address"];
const all = [...own, "ticket.subject", "requester.name", "agent.name"];
const list = (names: string[]) => names.map((name) => `{{${name}}}`).join(", ");
const ports = { tls: 465, startTls: 587, none: 25 } as const;

export default function SenderDialog({ sender, onClose }: { sender: Sender | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} size="lg" title={t(sender ? "sending.changeSender" : "sending.addSender")}>
      <SenderForm sender={sender} onDone={onClose} />
    </Modal>
  );
}

function SenderForm({ sender, onDone }: { sender: Sender | null; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const queues = useQuery(queuesQuery);
  const needed = (value: string) => (value.trim() ? null : t("session.needed"));
  const form = useForm({
    initialValues: {
      organisationId: String(sender?.organisationId ?? me.organisations[0]?.id ?? ""),
      queueId: sender?.queueId ? String(sender.queueId) : null,
      address: sender?.address ?? "",
      displayName: sender?.displayName ?? "",
      host: sender?.host ?? "",
      port: sender?.port ?? 587,
      security: sender?.security ?? ("startTls" as SenderRequest["security"]),
      user: sender?.user ?? "",
      secret: "",
      authority: sender?.authority ?? "",
      plusAddressing: sender?.plusAddressing ?? false,
      signature: sender?.signature ?? "",
      acknowledges: sender?.acknowledges ?? true,
      acknowledgementText: sender?.acknowledgementText ?? "",
    },
    validate: { address: needed, displayName: needed, host: needed },
  });
  const save = useSaveSender(sender?.id ?? null, Number(form.values.organisationId));
  const problem = save.isError ? formProblem(save.error).text : null;
  const submit = ({ organisationId: _, queueId, ...fields }: typeof form.values) =>
    save.mutate(
      {
        ...fields,
        queueId: queueId ? Number(queueId) : null,
        user: fields.user || null,
        secret: fields.secret || null,
        authority: fields.authority || null,
        signature: fields.signature || null,
        acknowledgementText: fields.acknowledgementText || null,
      },
      {
        onSuccess: onDone,
        // The server names the fields of a new one by where they stand.
        onError: (error) =>
          form.setErrors(
            Object.fromEntries(
              Object.entries(formProblem(error).fields).map(([name, why]) => [name.replace(/^sender\./, ""), why]),
            ),
          ),
      },
    );
  const choices = (queues.data ?? []).filter((queue) => String(queue.organisationId) === form.values.organisationId);
  return (
    <form onSubmit={form.onSubmit(submit)}>
      {problem && (
        <Alert color="red" mb="md">
          {problem}
        </Alert>
      )}
      <div className={classes.fields}>
        {me.organisations.length > 1 && (
          <Select
            className={classes.whole}
            label={t("common.organisation")}
            allowDeselect={false}
            disabled={sender !== null}
            data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            {...form.getInputProps("organisationId")}
          />
        )}
        <TextInput label={t("sending.address")} type="email" maxLength={254} {...form.getInputProps("address")} />
        <TextInput label={t("sending.displayName")} maxLength={100} {...form.getInputProps("displayName")} />
        <Select
          className={classes.whole}
          label={t("sending.queue")}
          clearable
          placeholder={t("sending.everyQueue")}
          data={choices.map((queue) => ({ value: String(queue.id), label: queue.name }))}
          {...form.getInputProps("queueId")}
        />
        <TextInput label={t("sending.host")} maxLength={253} {...form.getInputProps("host")} />
        <NumberInput label={t("sending.port")} min={1} max={65535} hideControls {...form.getInputProps("port")} />
        <Select
          className={classes.whole}
          label={t("sending.security")}
          allowDeselect={false}
          data={(["startTls", "tls", "none"] as const).map((one) => ({
            value: one,
            label: t(`sending.securities.${one}`),
          }))}
          {...form.getInputProps("security")}
          onChange={(value) => {
            const security = value as SenderRequest["security"];
            form.setValues({ security, port: ports[security] });
          }}
        />
        <TextInput
          label={t("sending.user")}
          description={t("sending.userHint")}
          autoComplete="off"
          {...form.getInputProps("user")}
        />
        <PasswordInput
          label={t("sending.password")}
          description={sender?.hasSecret ? t("sending.passwordKept") : " "}
          autoComplete="new-password"
          {...form.getInputProps("secret")}
        />
        <Textarea
          className={classes.whole}
          label={t("sending.authority")}
          autosize
          minRows={1}
          maxRows={6}
          {...form.getInputProps("authority")}
        />
        <Checkbox
          className={classes.whole}
          label={t("sending.plus")}
          description={t("sending.plusHint")}
          {...form.getInputProps("plusAddressing", { type: "checkbox" })}
        />
        <Textarea
          className={classes.whole}
          label={t("sending.signature")}
          description={t("sending.variables", { list: list(all) })}
          autosize
          minRows={3}
          maxRows={10}
          {...form.getInputProps("signature")}
        />
        <Checkbox
          className={classes.whole}
          label={t("sending.acknowledges")}
          {...form.getInputProps("acknowledges", { type: "checkbox" })}
        />
        {form.values.acknowledges && (
          <Textarea
            className={classes.whole}
            label={t("sending.acknowledgement")}
            description={t("sending.acknowledgementHint", { list: list(own) })}
            autosize
            minRows={3}
            maxRows={10}
            {...form.getInputProps("acknowledgementText")}
          />
        )}
      </div>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onDone}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t("common.save")}
        </Button>
      </Group>
    </form>
  );
}
