import { ActionIcon, Button, Popover, Switch, Text } from "@mantine/core";
import { IconMessages } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import reminders from "~/app/shell/Reminders.module.css";
import { When } from "~/ui/When";
import classes from "./Chat.module.css";
import { chatsQuery, useChatsChanged, useTake } from "./queries";

const ChatWindow = lazy(() => import("./ChatWindow"));

const kept = "fettle.attend";

/** Who waits in the portal to be talked to, and whether the reader answers. */
export function ChatDesk() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const chats = useQuery(chatsQuery);
  const [there, setThere] = useAttendance();
  const take = useTake();
  const [opened, setOpened] = useState(false);
  const waiting = (chats.data?.items ?? []).filter((one) => one.state === "waiting");
  const mine = (chats.data?.items ?? []).filter((one) => one.mine);
  return (
    <>
      <Popover width={340} position="bottom-end" trapFocus opened={opened} onChange={setOpened}>
        <Popover.Target>
          <ActionIcon
            className={reminders.bell}
            onClick={() => setOpened((was) => !was)}
            variant={there ? "light" : "subtle"}
            color={there ? "fettle" : "gray"}
            size="lg"
            aria-label={t("chat.waiting", { count: waiting.length })}
          >
            <IconMessages size={20} stroke={1.6} />
            {waiting.length > 0 && <span className={reminders.due}>{waiting.length}</span>}
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <Switch
            label={t("chat.attend")}
            description={t("chat.attendHint")}
            checked={there}
            onChange={(event) => setThere(event.currentTarget.checked)}
          />
          {waiting.length === 0 ? (
            <Text size="sm" mt="sm" c="dimmed">
              {t("chat.noneWaiting")}
            </Text>
          ) : (
            <ul className={classes.waiting}>
              {waiting.map((one) => (
                <li key={one.id}>
                  <span>
                    <strong>{one.requester.name}</strong>
                    <span className="f-clip">{one.subject}</span>
                    <span className="f-dim">
                      <When at={one.startedAt} />
                    </span>
                  </span>
                  <Button
                    size="compact-sm"
                    loading={take.isPending}
                    onClick={() =>
                      take.mutate(one.id, {
                        onSuccess: ({ number }) => {
                          setOpened(false);
                          void navigate({ to: "/tickets/$number", params: { number: String(number) } });
                        },
                      })
                    }
                  >
                    {t("chat.take")}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </Popover.Dropdown>
      </Popover>
      <Suspense>{mine.length > 0 && <ChatWindow chats={mine} />}</Suspense>
    </>
  );
}

/** Said again while a page is open: who closes theirs is not there any more. */
function useAttendance(): [boolean, (there: boolean) => void] {
  const changed = useChatsChanged();
  const [there, setThere] = useState(() => localStorage.getItem(kept) === "1");
  const attend = useMutation({
    mutationFn: (yes: boolean) => read(api.PUT("/api/chats/attendance", { body: { there: yes } })),
    onSuccess: changed,
  });
  useEffect(() => {
    if (!there) return;
    const say = () => void api.PUT("/api/chats/attendance", { body: { there: true } });
    say();
    const turn = setInterval(say, 30_000);
    return () => clearInterval(turn);
  }, [there]);
  return [
    there,
    (yes) => {
      localStorage.setItem(kept, yes ? "1" : "0");
      setThere(yes);
      if (!yes) attend.mutate(false);
    },
  ];
}
