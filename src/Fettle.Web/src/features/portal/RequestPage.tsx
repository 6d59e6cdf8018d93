import { Button, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PortalTicket } from "~/api/shapes";
import { useMe } from "~/app/session";
import { useTitle } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { ArticleCards } from "./ArticleCards";
import { DoesItWork } from "./DoesItWork";
import { Messages } from "./Messages";
import classes from "./Portal.module.css";
import { requestQuery, useAnswer } from "./queries";
import { Steps } from "./Steps";

const route = getRouteApi("/signed-in/help/requests/$number");

export function RequestPage() {
  const number = Number(route.useParams().number);
  const request = useQuery(requestQuery(number));
  return <Query of={request}>{(data) => <Loaded request={data} />}</Query>;
}

function Loaded({ request }: { request: PortalTicket }) {
  const { t } = useTranslation();
  const me = useMe();
  useTitle(request.subject);
  const open = request.status !== "closed";
  return (
    <>
      <div>
        <h1 className={classes.title}>{request.subject}</h1>
        <p className={classes.lead}>
          {t("portal.request", { number: request.number })} · {t(`portal.status.${request.status}`)}
        </p>
      </div>
      <section className={classes.paper} aria-label={t("portal.progress")}>
        <Steps steps={request.steps} />
      </section>
      {open && request.status !== "new" && <DoesItWork request={request} />}
      {request.articles.length > 0 && (
        <section>
          <h2 className={classes.heading}>{t("portal.meanwhile")}</h2>
          <ArticleCards articles={request.articles} />
        </section>
      )}
      <section aria-label={t("tickets.conversation")}>
        <Messages entries={request.entries} me={me.person?.id ?? 0} />
      </section>
      {open && <Answer number={request.number} />}
    </>
  );
}

function Answer({ number }: { number: number }) {
  const { t } = useTranslation();
  const answer = useAnswer(number);
  const [text, setText] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) answer.mutate(text.trim(), { onSuccess: () => setText("") });
  };
  return (
    <form className={classes.box} onSubmit={send}>
      <Textarea
        variant="unstyled"
        autosize
        minRows={2}
        maxRows={12}
        size="md"
        aria-label={t("portal.write")}
        placeholder={t("portal.write")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.send}>
        <span />
        <Button type="submit" loading={answer.isPending} disabled={!text.trim()}>
          {t("portal.sendAnswer")}
        </Button>
      </div>
    </form>
  );
}
