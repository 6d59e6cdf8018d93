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
import type { Mailbox, MailboxRequest } from "~/api/shapes";
import { useMe } from "~/app/session";
import { formProblem } from "~/ui/forms";
import { queuesQuery } from "../../service-desk/queue/queries";
import { useSaveMailbox, useTryMailbox } from "./incoming";
import classes from "./Senders.module.css";

const ports = { tls: 993, startTls: 143, none: 143 } as const;

export default function MailboxDialog({ mailbox, onClose }: { mailbox: Mailbox | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} size="lg" title={t(mailbox ? "receiving.changeMailbox" : "receiving.addMailbox")}>
      <MailboxForm mailbox={mailbox} onDone={onClose} />
    </Modal>
  );
}

function MailboxForm({ mailbox, onDone }: { mailbox: Mailbox | null; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const queues = useQuery(queuesQuery);
  const form = useForm({
    initialValues: {
      organisationId: String(mailbox?.organisationId ?? me.organisations[0]?.id ?? ""),
      queueId: mailbox ? String(mailbox.queueId) : null,
      address: mailbox?.address ?? "",
      forAll: mailbox?.forAll ?? false,
      fetched: mailbox ? mailbox.host !== null : true,
      host: mailbox?.host ?? "",
      port: mailbox?.port ?? 993,
      security: mailbox?.security ?? ("tls" as MailboxRequest["security"]),
      user: mailbox?.user ?? "",
      secret: "",
      isToken: mailbox?.isToken ?? false,
      authority: mailbox?.authority ?? "",
      folder: mailbox?.folder ?? "INBOX",
      afterwards: mailbox?.afterwards ?? ("markSeen" as MailboxRequest["afterwards"]),
      moveTo: mailbox?.moveTo ?? "",
      authservId: mailbox?.authservId ?? "",
    },
    validate: {
      address: (value) => (value.trim() ? null : t("session.needed")),
      queueId: (value) => (value ? null : t("session.needed")),
    },
  });
  const save = useSaveMailbox(mailbox?.id ?? null);
  const attempt = useTryMailbox(mailbox?.id ?? null);
  const { values } = form;
  const request = (): MailboxRequest => {
    const { fetched, ...fields } = values;
    return {
      ...fields,
      organisationId: Number(fields.organisationId),
      queueId: Number(fields.queueId),
      host: fetched ? fields.host || null : null,
      port: fetched ? Number(fields.port) : null,
      user: fields.user || null,
      secret: fields.secret || null,
      authority: fields.authority || null,
      moveTo: fields.moveTo || null,
      authservId: fields.authservId || null,
    };
  };
  // The server names the fields of what is tried by where they stand.
  const tell = (error: unknown) =>
    form.setErrors(
      Object.fromEntries(
        Object.entries(formProblem(error).fields).map(([name, why]) => [name.replace(/^mailbox\./, ""), why]),
      ),
    );
  const failed = save.error ?? attempt.error;
  const problem = failed ? formProblem(failed).text : null;
  const choices = (queues.data ?? []).filter((queue) => String(queue.organisationId) === values.organisationId);
  return (
    <form onSubmit={form.onSubmit(() => save.mutate(request(), { onSuccess: onDone, onError: tell }))}>
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
            disabled={mailbox !== null}
            data={me.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            {...form.getInputProps("organisationId")}
          />
        )}
        <TextInput
          label={t("receiving.address")}
          description={t("receiving.addressHint")}
          type="email"
          maxLength={250}
          {...form.getInputProps("address")}
        />
        <Select
          label={t("receiving.queue")}
          description={t("receiving.queueHint")}
          data={choices.map((queue) => ({ value: String(queue.id), label: queue.name }))}
          {...form.getInputProps("queueId")}
        />
        {me.organisations.length > 1 && (
          <Checkbox
            className={classes.whole}
            label={t("receiving.forAll")}
            description={t("receiving.forAllHint")}
            {...form.getInputProps("forAll", { type: "checkbox" })}
          />
        )}
        <Checkbox
          className={classes.whole}
          label={t("receiving.fetched")}
          description={t("receiving.fetchedHint")}
          {...form.getInputProps("fetched", { type: "checkbox" })}
        />
        {values.fetched && (
          <>
            <TextInput label={t("receiving.host")} maxLength={250} {...form.getInputProps("host")} />
            <NumberInput label={t("sending.port")} min={1} max={65535} hideControls {...form.getInputProps("port")} />
            <Select
              className={classes.whole}
              label={t("sending.security")}
              allowDeselect={false}
              data={(["tls", "startTls", "none"] as const).map((one) => ({
                value: one,
                label: t(`receiving.securities.${one}`),
              }))}
              {...form.getInputProps("security")}
              onChange={(value) => {
                const security = value as keyof typeof ports;
                form.setValues({ security, port: ports[security] });
              }}
            />
            <TextInput
              label={t("sending.user")}
              description={mailbox?.hasSecret ? " " : undefined}
              autoComplete="off"
              {...form.getInputProps("user")}
            />
            <PasswordInput
              label={t(values.isToken ? "receiving.token" : "sending.password")}
              description={mailbox?.hasSecret ? t("sending.passwordKept") : undefined}
              autoComplete="new-password"
              {...form.getInputProps("secret")}
            />
            <Checkbox
              className={classes.whole}
              label={t("receiving.isToken")}
              {...form.getInputProps("isToken", { type: "checkbox" })}
            />
            <TextInput label={t("receiving.folder")} maxLength={250} {...form.getInputProps("folder")} />
            <Select
              label={t("receiving.afterwards")}
              allowDeselect={false}
              data={(["markSeen", "move"] as const).map((one) => ({
                value: one,
                label: t(`receiving.afterwardsOf.${one}`),
              }))}
              {...form.getInputProps("afterwards")}
            />
            {values.afterwards === "move" && (
              <TextInput
                className={classes.whole}
                label={t("receiving.moveTo")}
                maxLength={250}
                {...form.getInputProps("moveTo")}
              />
            )}
            <Textarea
              className={classes.whole}
              label={t("sending.authority")}
              autosize
              minRows={1}
              maxRows={6}
              {...form.getInputProps("authority")}
            />
          </>
        )}
        <TextInput
          className={classes.whole}
          label={t("receiving.authservId")}
          description={t("receiving.authservIdHint")}
          maxLength={250}
          {...form.getInputProps("authservId")}
        />
      </div>
      {attempt.data && (
        <Alert
          mt="md"
          color={attempt.data.trouble ? "red" : "green"}
          title={
            attempt.data.trouble
              ? t("receiving.tryFailed")
              : t("receiving.tryWorks", { count: attempt.data.messages ?? 0 })
          }
        >
          {attempt.data.trouble}
        </Alert>
      )}
      <Group justify="flex-end" mt="lg">
        {values.fetched && (
          <Button
            variant="default"
            mr="auto"
            loading={attempt.isPending}
            onClick={() => !form.validate().hasErrors && attempt.mutate(request(), { onError: tell })}
          >
            {t("receiving.try")}
          </Button>
        )}
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
