import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { Gate } from "~/features/session/Gate";
import { Loading } from "~/ui/States";
import type { Decision } from "../queries";
import { Decide } from "./Decide";

/** What the link of an approval's mail leads to: one question, answered without signing in. What comes after the # reaches no log. */
export function ApprovePage() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [token] = useState(() => window.location.hash.slice(1));
  const params = { path: { token } };
  const question = useQuery({
    queryKey: ["approve", token],
    queryFn: ({ signal }) => read(api.GET("/api/approval-links/{token}", { params, signal })),
    retry: false,
  });
  const decide = useMutation({
    meta: { quiet: true },
    mutationFn: (body: Decision) => read(api.POST("/api/approval-links/{token}", { params, body })),
    onSettled: () => cache.invalidateQueries({ queryKey: ["approve"] }),
  });
  if (question.isError) return <Gate title={t("catalogue.linkGone")} lead={t("catalogue.linkGoneHint")} />;
  if (!question.data) return <Loading rows={3} />;
  return (
    <Gate title={decide.isSuccess ? t("catalogue.thanks") : t("catalogue.pleaseDecide")} wide>
      <Decide question={question.data} deciding={decide.isPending} error={decide.error} onDecide={decide.mutate} />
    </Gate>
  );
}
