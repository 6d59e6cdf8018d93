import { Alert, Button, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "~/api/once";
import { messageOf } from "~/api/problem";
import { useMe } from "~/app/session";
import { useTitle } from "~/ui/Page";
import { ArticleCards } from "./ArticleCards";
import classes from "./Portal.module.css";
import { suggestionsQuery, useReport } from "./queries";

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
  const [key] = useState(newKey);
  useEffect(() => localStorage.setItem(kept, text), [text]);

  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (!text.trim() || report.isPending) return;
    report.mutate(
      { text: text.trim(), key },
      {
        onSuccess: ({ number }) => {
          localStorage.removeItem(kept);
          void navigate({ to: "/help/requests/$number", params: { number: String(number) } });
        },
      },
    );
  };
  const firstName = me.person?.name.split(" ")[0] ?? "";
  const articles = asked.length > 4 ? (suggestions.data ?? []) : [];
  return (
    <>
      <div>
        <h1 className={classes.title}>{t("portal.question")}</h1>
        <p className={classes.lead}>{t("portal.questionHint", { name: firstName })}</p>
      </div>
      <form className={classes.box} onSubmit={send}>
        {report.error && (
          <Alert color="red" role="alert">
            {messageOf(report.error)}
          </Alert>
        )}
        <Textarea
          variant="unstyled"
          autosize
          autoFocus
          minRows={4}
          maxRows={16}
          maxLength={20000}
          classNames={{ input: classes.field }}
          aria-label={t("portal.question")}
          placeholder={t("portal.example")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && send()}
        />
        <div className={classes.send}>
          <span className={classes.hint}>{t("portal.ownWords")}</span>
          <Button type="submit" size="md" loading={report.isPending} disabled={!text.trim()}>
            {t("portal.send")}
          </Button>
        </div>
      </form>
      {articles.length > 0 && (
        <section aria-live="polite">
          <h2 className={classes.heading}>{t("portal.mayHelp")}</h2>
          <ArticleCards articles={articles} />
        </section>
      )}
    </>
  );
}
