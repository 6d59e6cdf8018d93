import { ActionIcon, Button, Checkbox, Popover, Stack, TextInput, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBookmarkPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { QueueSearch } from "~/app/search/queue";
import { may, useMe } from "~/app/session";
import classes from "./Queue.module.css";
import { builtInViews, countsQuery, viewOf, viewsQuery } from "./queries";

/** The queue's views with how much is in each; one's own are saved from the filters in use. */
export function Views({ search }: { search: QueueSearch }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const saved = useQuery(viewsQuery);
  const counts = useQuery(countsQuery);
  const current = viewOf(search);
  const forget = useMutation({
    mutationFn: (id: number) => read(api.DELETE("/api/views/{id}", { params: { path: { id } } })),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: viewsQuery.queryKey });
      void navigate({ to: "/queue", search: {} });
    },
  });
  return (
    <nav className={classes.views} aria-label={t("tickets.views.title")}>
      {builtInViews.map((view) => (
        <Link
          key={view}
          to="/queue"
          search={view === "active" ? {} : { view }}
          className={classes.view}
          // An address without a view would count as part of every other one.
          activeOptions={{ exact: true }}
          aria-current={current === view ? "page" : undefined}
        >
          {t(`tickets.views.${view}`)}
          <Count of={counts.data?.get(view)} />
        </Link>
      ))}
      {saved.data
        ?.filter((view) => !view.builtIn)
        .map((view) => {
          const chosen = current === view.id;
          return (
            <span key={view.id} className={classes.view} aria-current={chosen ? "page" : undefined}>
              <Link to="/queue" search={{ view: view.id }} className={classes.plain}>
                {view.name}
              </Link>
              <Count of={counts.data?.get(view.id)} />
              {chosen && view.mine && (
                <Tooltip label={t("tickets.views.forget")}>
                  <ActionIcon
                    size="xs"
                    variant="subtle"
                    color="gray"
                    aria-label={t("tickets.views.forget")}
                    onClick={() => forget.mutate(Number(view.id))}
                  >
                    <IconTrash size={14} />
                  </ActionIcon>
                </Tooltip>
              )}
            </span>
          );
        })}
      <SaveView search={search} views={saved.data ?? []} />
    </nav>
  );
}

function Count({ of: count }: { of: number | undefined }) {
  return count === undefined ? null : <span className={classes.count}>{count > 999 ? "999+" : count}</span>;
}

/** A view keeps the filters of the address. */
function SaveView({ search, views }: { search: QueueSearch; views: { id: string; query: string }[] }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [opened, popover] = useDisclosure(false);
  const [name, setName] = useState("");
  const me = useMe();
  const [shared, setShared] = useState(false);
  const { view: _view, ...filters } = search;
  // The new view says all that the one under it says, and what was chosen on top.
  const base = views.find((one) => one.id === viewOf(search))?.query ?? "";
  const wanted = new URLSearchParams(base);
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) wanted.set(name, String(value));
  const save = useMutation({
    mutationFn: () =>
      read(
        api.POST("/api/views", {
          body: {
            name,
            shared,
            query: wanted.toString(),
          },
        }),
      ),
    onSuccess: async (made) => {
      popover.close();
      setName("");
      await cache.invalidateQueries({ queryKey: ["tickets"] });
      await navigate({ to: "/queue", search: { view: made.id } });
    },
  });
  if (Object.values(filters).every((value) => value === undefined)) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Popover opened={opened} onChange={popover.toggle} trapFocus width={260} position="bottom-start">
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          mt={5}
          leftSection={<IconBookmarkPlus size={16} />}
          onClick={popover.toggle}
        >
          {t("tickets.views.save")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <TextInput
              label={t("common.name")}
              required
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            {may(me, "manageServiceDesk") && (
              <Checkbox
                label={t("tickets.views.shared")}
                checked={shared}
                onChange={(event) => setShared(event.currentTarget.checked)}
              />
            )}
            <Button type="submit" loading={save.isPending}>
              {t("common.save")}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
