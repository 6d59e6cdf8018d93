import { TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { messageOf } from "~/api/problem";
import { formProblem } from "~/ui/forms";
import { mailDomainsQuery, useSetMailDomains } from "./incoming";

/** The domains whose senders are an organisation's people. */
export function MailDomains({ organisation }: { organisation: number }) {
  const { t } = useTranslation();
  const domains = useQuery(mailDomainsQuery(organisation));
  const set = useSetMailDomains(organisation);
  const problem = set.error ?? domains.error;
  return (
    <TagsInput
      label={t("receiving.domains")}
      description={t("receiving.domainsHint")}
      placeholder={domains.data?.length === 0 ? "example.org" : undefined}
      disabled={!domains.data || set.isPending}
      value={domains.data ?? []}
      error={problem && (formProblem(problem).fields.domains ?? messageOf(problem))}
      onChange={(next) => set.mutate(next)}
    />
  );
}
