import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { messageOf } from "~/api/problem";
import { formProblem } from "~/ui/forms";
import classes from "../Settings.module.css";
import { mailDomainsQuery, useSetMailDomains } from "./incoming";

/** The domains whose senders are an organisation's people. */
export function MailDomains({ organisation }: { organisation: number }) {
  const { t } = useTranslation();
  const domains = useQuery(mailDomainsQuery(organisation));
  const set = useSetMailDomains(organisation);
  const [written, write] = useState<string | null>(null);
  const problem = set.error ?? domains.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate((written ?? "").split(/[\s,;]+/).filter(Boolean), { onSuccess: () => write(null) });
  };
  return (
    <form className={classes.row} onSubmit={submit}>
      <TextInput
        label={t("receiving.domains")}
        description={t("receiving.domainsHint")}
        placeholder="example.org, example.com"
        disabled={!domains.data}
        value={written ?? domains.data?.join(", ") ?? ""}
        error={problem && (formProblem(problem).fields.domains ?? messageOf(problem))}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {written !== null && (
        <Button type="submit" variant="default" loading={set.isPending}>
          {t("common.save")}
        </Button>
      )}
    </form>
  );
}
