import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "~/api/once";
import { useMe } from "~/app/session";
import { ownChatQuery } from "~/features/chat/queries";
import { useTitle } from "~/ui/Page";
import { useFiles } from "~/ui/useFiles";
import { ArticleCards } from "./ArticleCards";
import { Box } from "./Box";
import { KnownErrors } from "./KnownErrors";
import { Notices } from "./Notices";
import classes from "./Portal.module.css";
import { suggestionsQuery, useAttach, useReport } from "./queries";

const kept = "fettle.draft.report";

/** One box: what is wrong? Which computer and who asks is worked out, not asked. */
export function ReportPage() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  useTitle(t("portal.title"));
  const [text, setText] = useState(() => localStorage.getItem(kept) ?? "");
  const [asked] = useDebouncedValue(text.trim(), 300);
  const suggestions = useQuery(suggestionsQuery(asked));
  const report = useReport();
  const chat = useQuery(ownChatQuery);
  const [key] = useState(newKey);
  useEffect(() => localStorage.setItem(kept, text), [text]);

  const files = useFiles();
  const attach = useAttach();
  const [progress, setProgress] = useState<number | null>(null);

  const send = () =>
    report.mutate(
      { text: text.trim(), key },
      {
        onSuccess: async ({ number }) => {
          localStorage.removeItem(kept);
          // The report is made: a file that is not taken does not hold it back.
          await attach.mutateAsync({ number, files: files.chosen, onProgress: setProgress }).catch(() => {});
          void navigate({ to: "/help/requests/$number", params: { number: String(number) } });
        },
      },
    );
  const firstName = me.person?.name.split(" ")[0] ?? "";
  const articles = asked.length > 4 ? (suggestions.data ?? []) : [];
  return (
    <>
      <div>
        <h1 className={classes.title}>{t("portal.question")}</h1>
        <p className={classes.lead}>{t("portal.questionHint", { name: firstName })}</p>
      </div>
      <Notices />
      <Box
        first
        label={t("portal.question")}
        placeholder={t("portal.example")}
        action={t("portal.send")}
        text={text}
        onText={setText}
        files={files}
        progress={progress}
        sending={report.isPending || attach.isPending}
        error={report.error}
        onSend={send}
      />
      {chat.data?.available && (
        <p className={classes.lead}>
          <Link to="/help/chat">{t("chat.talk")}</Link>
        </p>
      )}
      <KnownErrors text={asked} />
      {articles.length > 0 && (
        <section aria-live="polite">
          <h2 className={classes.heading}>{t("portal.mayHelp")}</h2>
          <ArticleCards articles={articles} />
        </section>
      )}
    </>
  );
}
