import { ActionIcon, Button } from "@mantine/core";
import { IconMessages, IconMinus } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { DeskChat } from "~/api/shapes";
import { useMe } from "~/app/session";
import { useCall } from "../calls/call";
import { timelineQuery } from "../service-desk/ticket/queries";
import classes from "./Chat.module.css";
import { Lines } from "./Lines";
import { useChatsChanged, useTheyType } from "./queries";
import { Say } from "./Say";

/** The chats that the reader has taken, one in view, over every page. */
export default function ChatWindow({ chats }: { chats: DeskChat[] }) {
  const { t } = useTranslation();
  const call = useCall();
  const [chosen, choose] = useState(chats[0]?.id);
  const [folded, fold] = useState(false);
  const chat = chats.find((one) => one.id === chosen) ?? chats[0];
  if (!chat) return null;
  if (folded)
    return (
      <Button
        className={classes.folded}
        data-beside={call ? true : undefined}
        leftSection={<IconMessages size={16} />}
        onClick={() => fold(false)}
      >
        {chats.map((one) => one.requester.name).join(", ")}
      </Button>
    );
  return (
    <aside className={classes.window} data-beside={call ? true : undefined} aria-label={t("chat.title")}>
      <header className={classes.tabs}>
        {chats.map((one) => (
          <button key={one.id} type="button" aria-pressed={one.id === chat.id} onClick={() => choose(one.id)}>
            {one.requester.name}
          </button>
        ))}
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          ml="auto"
          aria-label={t("chat.fold")}
          onClick={() => fold(true)}
        >
          <IconMinus size={16} />
        </ActionIcon>
      </header>
      <One key={chat.id} chat={chat} />
    </aside>
  );
}

function One({ chat }: { chat: DeskChat }) {
  const { t } = useTranslation();
  const me = useMe();
  const changed = useChatsChanged();
  const timeline = useInfiniteQuery(timelineQuery(chat.number));
  const params = { path: { chatId: chat.id } };
  const say = useMutation({
    mutationFn: ({ body, key }: { body: string; key: string }) =>
      read(
        api.POST("/api/chats/{chatId}/messages", {
          params: { ...params, header: { "Idempotency-Key": key } },
          body: { body },
        }),
      ),
    onSuccess: changed,
  });
  const end = useMutation({
    mutationFn: () => read(api.POST("/api/chats/{chatId}/end", { params })),
    onSettled: changed,
  });
  const onTyping = useCallback(
    () => void api.PUT("/api/chats/{chatId}/typing", { params: { path: { chatId: chat.id } } }),
    [chat.id],
  );
  const entries = timeline.data?.pages.flatMap((page) => page.items) ?? [];
  const lines = entries.flatMap((entry) =>
    entry.public && entry.html !== null
      ? [{ ...entry, html: entry.html, author: entry.author.name, mine: entry.author.id === me.person?.id }]
      : [],
  );
  const typing = useTheyType(chat.id, lines.length);
  return (
    <>
      <p className={classes.about}>
        <Link to="/tickets/$number" params={{ number: String(chat.number) }} className="f-clip">
          #{chat.number} {chat.subject}
        </Link>
        {!chat.there && <span className={classes.gone}>{t("chat.gone")}</span>}
        <Button variant="subtle" color="gray" size="compact-xs" loading={end.isPending} onClick={() => end.mutate()}>
          {t("chat.end")}
        </Button>
      </p>
      <Lines lines={lines} typing={typing ? chat.requester.name : null} />
      <Say
        label={t("chat.answer", { name: chat.requester.name })}
        onSay={(body, key) => say.mutateAsync({ body, key })}
        onTyping={onTyping}
      />
    </>
  );
}
