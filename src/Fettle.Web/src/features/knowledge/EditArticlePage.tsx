import { Alert, Button, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, lazy, Suspense, useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { messageOf } from "~/api/problem";
import type { Audience } from "~/api/shapes";
import { Page } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Loading } from "~/ui/States";
import classes from "./Knowledge.module.css";
import { type ArticleText, articleQuery, useWriteArticle } from "./queries";

const Preview = lazy(() => import("~/ui/MarkdownPreview"));
const route = getRouteApi("/signed-in/console/articles/$id/edit");

export function NewArticlePage() {
  return <Editor id={null} start={{ title: "", body: "", forTechnicians: null, audience: "everyone" }} />;
}

export function EditArticlePage() {
  const id = Number(route.useParams().id);
  const article = useQuery(articleQuery(id));
  return <Query of={article}>{(data) => <Editor key={data.id} id={id} start={data} />}</Query>;
}

/** Writing on the left, how it will read on the right. */
function Editor({ id, start }: { id: number | null; start: ArticleText }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const write = useWriteArticle(id);
  const [title, setTitle] = useState(start.title);
  const [body, setBody] = useState(start.body);
  const [forTechnicians, setForTechnicians] = useState(start.forTechnicians ?? "");
  const [audience, setAudience] = useState(start.audience);
  const shown = useDeferredValue(body);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate(
      { title: title.trim(), body, forTechnicians: forTechnicians.trim() || null, audience },
      { onSuccess: (article) => void navigate({ to: "/articles/$id", params: { id: String(article.id) } }) },
    );
  };
  return (
    <Page title={t(id === null ? "knowledge.new" : "knowledge.edit")} wide>
      <form className={classes.editor} onSubmit={submit}>
        {write.error && (
          <Alert color="red" role="alert">
            {messageOf(write.error)}
          </Alert>
        )}
        <TextInput
          label={t("knowledge.title")}
          description={t("knowledge.titleHint")}
          required
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <div className={classes.halves}>
          <Textarea
            aria-label={t("knowledge.text")}
            autosize
            minRows={18}
            required
            value={body}
            placeholder={t("knowledge.textHint")}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
          <section className={classes.paper} aria-label={t("tickets.preview")}>
            <Suspense fallback={<Loading rows={4} />}>
              <Preview text={shown || t("tickets.nothingYet")} />
            </Suspense>
          </section>
        </div>
        <Textarea
          label={t("knowledge.forTechnicians")}
          description={t("knowledge.forTechniciansHint")}
          autosize
          minRows={3}
          maxRows={16}
          value={forTechnicians}
          onChange={(event) => setForTechnicians(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t("knowledge.audience.title")}
          data={(["everyone", "staff"] as const).map((value) => ({ value, label: t(`knowledge.audience.${value}`) }))}
          value={audience}
          onChange={(value) => setAudience(value as Audience)}
        />
        <div className={classes.lead}>
          <Button type="submit" loading={write.isPending}>
            {t("common.save")}
          </Button>
          <Button variant="default" component={Link} to={id === null ? "/articles" : `/articles/${id}`}>
            {t("common.cancel")}
          </Button>
        </div>
      </form>
    </Page>
  );
}
