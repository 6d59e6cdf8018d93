import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "~/api/once";
import type { OwnEntry, OwnTicket } from "~/api/shapes";
import { OwnRequest } from "~/features/catalogue/portal/OwnRequest";
import { ownRequestQuery } from "~/features/catalogue/queries";
import { OwnPromise } from "~/features/service-desk/promises/OwnPromise";
import { useTitle } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { useFiles } from "~/ui/useFiles";
import { ArticleCards } from "./ArticleCards";
import { Box } from "./Box";
import { DoesItWork } from "./DoesItWork";
import { HowWasIt } from "./HowWasIt";
import { KnownErrors } from "./KnownErrors";
import { Messages } from "./Messages";
import classes from "./Portal.module.css";
import { requestQuery, useAnswer, useAttach } from "./queries";
import { Steps } from "./Steps";

const route = getRouteApi("/signed-in/help/requests/$number");

/** What was asked and how far it is stands above the conversation of a request from the catalogue already. */
const saysMore = (entry: OwnEntry) =>
  entry.kind !== "statusChanged" && (entry.kind !== "opened" || entry.attachments.length > 0);

export function RequestPage() {
  const number = Number(route.useParams().number);
  const request = useQuery(requestQuery(number));
  return <Query of={request}>{(data) => <Loaded request={data} />}</Query>;
}

function Loaded({ request }: { request: OwnTicket }) {
  const { t } = useTranslation();
  useTitle(request.subject);
  const own = useQuery(ownRequestQuery(request.number));
  const articles = request.entries.flatMap((entry) => entry.articles ?? []);
  return (
    <>
      <div>
        <h1 className={classes.title}>{request.subject}</h1>
        <p className={classes.lead}>
          {t("portal.request", { number: request.number })} ·{" "}
          {own.data?.state === "refused" || own.data?.state === "withdrawn" || own.data?.state === "deciding"
            ? t(`catalogue.requestState.${own.data.state}`)
            : t(`portal.status.${request.status}`)}
        </p>
      </div>
      {request.goesOnAs && (
        <Link to="/help/requests/$number" params={{ number: String(request.goesOnAs) }}>
          {t("portal.goesOnAs", { number: request.goesOnAs })}
        </Link>
      )}
      {own.data ? (
        <OwnRequest request={own.data} solved={["resolved", "verified", "closed"].includes(request.status)} />
      ) : (
        <section className={classes.paper} aria-label={t("portal.progress")}>
          <Steps steps={request.progress} />
        </section>
      )}
      <OwnPromise number={request.number} />
      <KnownErrors number={request.number} />
      {request.canConfirm && (!own.data || own.data.state === "done" || own.data.state === "working") && (
        <DoesItWork request={request} />
      )}
      {request.canRate && <HowWasIt request={request} />}
      {articles.length > 0 && (
        <section>
          <h2 className={classes.heading}>{t("portal.meanwhile")}</h2>
          <ArticleCards articles={articles} />
        </section>
      )}
      <section aria-label={t("tickets.conversation")}>
        <Messages entries={own.data ? request.entries.filter(saysMore) : request.entries} />
      </section>
      {request.canReply && <Answer number={request.number} />}
    </>
  );
}

function Answer({ number }: { number: number }) {
  const { t } = useTranslation();
  const answer = useAnswer(number);
  const attach = useAttach();
  const navigate = useNavigate();
  const files = useFiles();
  const [progress, setProgress] = useState<number | null>(null);
  const [text, setText] = useState("");
  const [key, setKey] = useState(newKey);
  const send = () =>
    answer.mutate(
      { body: text.trim(), key },
      {
        onSuccess: async (made) => {
          setText("");
          setKey(newKey());
          await attach
            .mutateAsync({ number: made.number, files: files.chosen, onProgress: setProgress })
            .then(files.clear, () => {});
          setProgress(null);
          // A word on what was closed long ago opens a new request; on what was merged it is said where that goes on.
          if (made.number !== number)
            void navigate({ to: "/help/requests/$number", params: { number: String(made.number) } });
        },
      },
    );
  return (
    <Box
      label={t("portal.write")}
      placeholder={t("portal.write")}
      action={t("portal.sendAnswer")}
      text={text}
      onText={setText}
      files={files}
      progress={progress}
      sending={answer.isPending || attach.isPending}
      onSend={send}
    />
  );
}
