import { Alert, Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { messageOf } from "~/api/problem";
import type { OwnChat } from "~/api/shapes";
import { useTitle } from "~/ui/Page";
import { Query } from "~/ui/Query";
import portal from "../portal/Portal.module.css";
import { requestQuery } from "../portal/queries";
import { OwnPromise } from "../service-desk/promises/OwnPromise";
import classes from "./Chat.module.css";
import { Lines } from "./Lines";
import { ownChatQuery, useChatsChanged, useTheyType } from "./queries";
import { Say } from "./Say";

/** Talking to the desk; where nobody is there, writing to it. */
export function ChatPage() {
  const { t } = useTranslation();
  useTitle(t("chat.title"));
  const own = useQuery(ownChatQuery);
  // After it has ended the page still says where it goes on.
  const [number, setNumber] = useState<number | null>(null);
  const current = own.data?.chat;
  useEffect(() => {
    if (current) setNumber(current.number);
  }, [current]);
  return (
    <>
      <div>
        <h1 className={portal.title}>{t("chat.title")}</h1>
        {!current && !number && (
          <p className={portal.lead}>{t(own.data?.available ? "chat.somebody" : "chat.nobody")}</p>
        )}
      </div>
      <Query of={own}>
        {({ chat, available }) =>
          chat ? (
            <Talk chat={chat} />
          ) : number ? (
            <GoesOn number={number} onAgain={() => setNumber(null)} />
          ) : (
            <Begin available={available} onBegun={setNumber} />
          )
        }
      </Query>
    </>
  );
}

function Begin({ available, onBegun }: { available: boolean; onBegun: (number: number) => void }) {
  const { t } = useTranslation();
  const changed = useChatsChanged();
  const start = useMutation({
    meta: { quiet: true },
    mutationFn: ({ body, key }: { body: string; key: string }) =>
      read(api.POST("/api/portal/chats", { params: { header: { "Idempotency-Key": key } }, body: { text: body } })),
    onSuccess: async (made) => {
      onBegun(made.number);
      await changed();
    },
  });
  return (
    <section className={portal.paper}>
      {start.error && (
        <Alert color="red" role="alert" mb="sm">
          {messageOf(start.error)}
        </Alert>
      )}
      <Say
        label={t(available ? "chat.first" : "chat.leave")}
        onSay={(body, key) => start.mutateAsync({ body, key })}
        onTyping={() => {}}
      />
    </section>
  );
}

function Talk({ chat }: { chat: OwnChat }) {
  const { t } = useTranslation();
  const changed = useChatsChanged();
  const request = useQuery(requestQuery(chat.number));
  const params = { path: { chatId: chat.id } };
  const stay = useCallback(
    (isTyping: boolean) =>
      void api.PUT("/api/portal/chats/{chatId}/presence", {
        params: { path: { chatId: chat.id } },
        body: { typing: isTyping },
      }),
    [chat.id],
  );
  useEffect(() => {
    stay(false);
    const turn = setInterval(() => stay(false), 20_000);
    return () => clearInterval(turn);
  }, [stay]);
  const onTyping = useCallback(() => stay(true), [stay]);
  const say = useMutation({
    mutationFn: ({ body, key }: { body: string; key: string }) =>
      read(
        api.POST("/api/portal/chats/{chatId}/messages", {
          params: { ...params, header: { "Idempotency-Key": key } },
          body: { body },
        }),
      ),
    onSuccess: changed,
  });
  const leave = useMutation({
    mutationFn: () => read(api.POST("/api/portal/chats/{chatId}/end", { params })),
    onSettled: changed,
  });
  const lines = (request.data?.entries ?? []).flatMap((entry) =>
    entry.html === null ? [] : [{ ...entry, html: entry.html }],
  );
  const typing = useTheyType(chat.id, lines.length);
  return (
    <section className={`${portal.paper} ${classes.talk}`}>
      <header className={classes.state}>
        <span role="status">
          {chat.state === "taken"
            ? t("chat.with", { name: chat.with || t("chat.desk") })
            : chat.before > 0
              ? t("chat.before", { count: chat.before })
              : t("chat.next")}
        </span>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          loading={leave.isPending}
          onClick={() => leave.mutate()}
        >
          {t("chat.end")}
        </Button>
      </header>
      <Lines lines={lines} typing={typing ? chat.with || t("chat.desk") : null} />
      <Say label={t("chat.write")} onSay={(body, key) => say.mutateAsync({ body, key })} onTyping={onTyping} />
    </section>
  );
}

function GoesOn({ number, onAgain }: { number: number; onAgain: () => void }) {
  const { t } = useTranslation();
  return (
    <section className={portal.paper}>
      <p>{t("chat.kept", { number })}</p>
      <OwnPromise number={number} />
      <p className={classes.after}>
        <Button component={Link} to={`/help/requests/${number}`}>
          {t("chat.request")}
        </Button>
        <Button variant="subtle" onClick={onAgain}>
          {t("chat.again")}
        </Button>
      </p>
    </section>
  );
}
