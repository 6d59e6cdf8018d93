import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, read } from "~/api/client";
import { onNudge } from "~/app/live";

export const ownChatQuery = queryOptions({
  queryKey: ["portal", "chat"],
  queryFn: ({ signal }) => read(api.GET("/api/portal/chats", { signal })),
  // Whether somebody is there changes without a nudge.
  refetchInterval: 30_000,
});

export const chatsQuery = queryOptions({
  queryKey: ["chats"],
  queryFn: ({ signal }) => read(api.GET("/api/chats", { signal })),
  refetchInterval: 60_000,
});

export function useChatsChanged() {
  const cache = useQueryClient();
  return () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: ["chats"] }),
      cache.invalidateQueries({ queryKey: ["portal"] }),
      cache.invalidateQueries({ queryKey: ["ticket"] }),
    ]);
}

export function useTake() {
  const changed = useChatsChanged();
  return useMutation({
    mutationFn: (chatId: number) => read(api.POST("/api/chats/{chatId}/take", { params: { path: { chatId } } })),
    onSettled: changed,
  });
}

/** True for a few seconds after the other side was heard to write, until they have said it. */
export function useTheyType(chatId: number, said: number): boolean {
  const [until, setUntil] = useState(0);
  const [, look] = useState(0);
  useEffect(
    () =>
      onNudge(({ topic, id }) => {
        if (topic !== "chatTyping" || Number(id) !== chatId) return;
        setUntil(Date.now() + 5000);
        setTimeout(() => look((n) => n + 1), 5100);
      }),
    [chatId],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever was being written is there now
  useEffect(() => setUntil(0), [said]);
  return Date.now() < until;
}

/** Calls at most every three seconds. */
export function throttled(run: () => void): () => void {
  let last = 0;
  return () => {
    if (Date.now() - last < 3000) return;
    last = Date.now();
    run();
  };
}
