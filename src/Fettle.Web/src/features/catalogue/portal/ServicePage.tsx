import { Alert, Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { upload } from "~/api/client";
import { newKey } from "~/api/once";
import { Problem } from "~/api/problem";
import portal from "~/features/portal/Portal.module.css";
import { formProblem } from "~/ui/forms";
import { useTitle } from "~/ui/Page";
import { Query } from "~/ui/Query";
import classes from "../Catalogue.module.css";
import { asked, costOf, isRequired, money } from "../form";
import { type Answers, type Form, formQuery, useSendRequest } from "../queries";
import { Field } from "./Field";

const route = getRouteApi("/signed-in/help/services/$id");

/** A service's form: only what is asked with the answers so far, and what it costs. */
export function ServicePage() {
  const id = Number(route.useParams().id);
  const form = useQuery(formQuery(id));
  return <Query of={form}>{(data) => <Loaded form={data} />}</Query>;
}

function Loaded({ form }: { form: Form }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  useTitle(form.name);
  const [given, setGiven] = useState<Answers>({});
  const [files, setFiles] = useState<Record<string, File[]>>({});
  const [missing, setMissing] = useState<Record<string, string>>({});
  const [key, setKey] = useState(newKey);
  const request = useSendRequest(form.id);
  const withFiles = Object.fromEntries(
    Object.entries(files).map(([name, list]) => [name, list.map((one) => one.name)]),
  );
  const now = asked(form.fields, { ...given, ...withFiles });
  const send = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      const answers = { ...now.answers };
      for (const [name, list] of Object.entries(files)) {
        if (!answers[name] || list.length === 0) continue;
        const sent = (await upload("/api/portal/uploads", list)) as { id: number }[];
        answers[name] = sent.map((one) => String(one.id));
      }
      return request.mutateAsync({ answers, version: form.version, key });
    },
    // What was refused was not made; the next try is another request.
    onError: (error) => error instanceof Problem && setKey(newKey()),
    onSuccess: ({ number }) => void navigate({ to: "/help/requests/$number", params: { number: String(number) } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const empty = now.fields.filter((field) => isRequired(field, now.answers) && !now.answers[field.key]);
    setMissing(Object.fromEntries(empty.map((field) => [field.key, t("session.needed")])));
    const first = empty[0];
    if (first) document.getElementById(`field-${first.key}`)?.scrollIntoView({ block: "center", behavior: "smooth" });
    else send.mutate();
  };
  const problem = send.error ? formProblem(send.error) : null;
  const elsewhere = Object.entries(problem?.fields ?? {}).filter(
    ([name]) => !now.fields.some((field) => name === `answers.${field.key}`),
  );
  const cost = costOf(form, now.answers);
  return (
    <>
      <div>
        <h1 className={portal.title}>{form.name}</h1>
        <p className={portal.lead}>{form.description}</p>
        {form.expectedDays != null && (
          <p className={portal.lead}>{t("catalogue.expected", { count: form.expectedDays })}</p>
        )}
      </div>
      <form className={classes.form} onSubmit={submit} noValidate>
        {problem && (problem.text || elsewhere.length > 0) && (
          <Alert color="red" role="alert">
            {problem.text ?? elsewhere.map(([name, why]) => `${name} ${why}`).join(" · ")}
          </Alert>
        )}
        {now.fields.map((field) => (
          <Field
            key={field.key}
            field={field}
            currency={form.currency}
            required={isRequired(field, now.answers)}
            answer={given[field.key] ?? []}
            files={files[field.key] ?? []}
            error={missing[field.key] ?? problem?.fields[`answers.${field.key}`]}
            onAnswer={(answer) => setGiven((before) => ({ ...before, [field.key]: answer }))}
            onFiles={(list) => setFiles((before) => ({ ...before, [field.key]: list }))}
          />
        ))}
        <div className={classes.foot}>
          <span>
            {cost !== null && (
              <span className={classes.cost}>
                {t("catalogue.cost")}: {money(cost, form.currency, i18n.language)}
              </span>
            )}
            {form.approvals.length > 0 && <span className={classes.text}> {t("catalogue.mustAgree")}</span>}
          </span>
          <Button type="submit" size="md" loading={send.isPending}>
            {t("catalogue.send")}
          </Button>
        </div>
      </form>
    </>
  );
}
