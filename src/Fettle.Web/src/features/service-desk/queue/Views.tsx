import { ActionIcon, Button, Checkbox, Popover, Stack, TextInput, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBookmarkPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { QueueSearch } from "~/app/search/queue";
import classes from "./Queue.module.css";
import { type BuiltInView, builtInViews, countsQuery, viewsQuery } from "./queries";

const builtIn = Object.keys(builtInViews) as BuiltInView[];

/** The queue's views with how much is in each; one's own are saved from the filters in use. */
export function Views({ search }: { search: QueueSearch }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const saved = useQuery(viewsQuery);
  const counts = useQuery(countsQuery);
  const current = search.view ?? "open";
  const forget = useMutation({
    mutationFn: (id: number) => read(api.DELETE("/api/views/{id}", { params: { path: { id } } })),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: viewsQuery.queryKey });
      void navigate({ to: "/queue", search: {} });
    },
  });
  return (
    <nav className={classes.views} aria-label={t("tickets.views.title")}>
      {builtIn.map((view) => (
        <Link
          key={view}
          to="/queue"
          search={view === "open" ? {} : { view }}
          className={classes.view}
          aria-current={current === view ? "page" : undefined}
        >
          {t(`tickets.views.${view}`)}
          <Count of={counts.data?.[view]} />
        </Link>
      ))}
      {saved.data?.map((view) => {
        const chosen = current === String(view.id);
        return (
          <span key={view.id} className={classes.view} aria-current={chosen ? "page" : undefined}>
            <Link to="/queue" search={{ view: String(view.id) }} className={classes.plain}>
              {view.name}
            </Link>
            <Count of={counts.data?.[String(view.id)]} />
            {chosen && (
              <Tooltip label={t("tickets.views.forget")}>
                <ActionIcon
                  size="xs"
                  variant="subtle"
                  color="gray"
                  aria-label={t("tickets.views.forget")}
                  onClick={() => forget.mutate(view.id)}
                >
                  <IconTrash size={14} />
                </ActionIcon>
              </Tooltip>
            )}
          </span>
        );
      })}
      <SaveView search={search} />
    </nav>
  );
}

function Count({ of: count }: { of: number | undefined }) {
  return count === undefined ? null : <span className={classes.count}>{count > 999 ? "999+" : count}</span>;
}

/** A view keeps the filters of the address. */
function SaveView({ search }: { search: QueueSearch }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [opened, popover] = useDisclosure(false);
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const { view, ...filters } = search;
  const base: QueueSearch = view && view in builtInViews ? builtInViews[view as BuiltInView] : {};
  const wanted = Object.entries({ ...base, ...filters }).filter(([, value]) => value !== undefined);
  const save = useMutation({
    mutationFn: () =>
      read(
        api.POST("/api/views", {
          body: {
            name,
            shared,
            query: new URLSearchParams(wanted.map(([key, value]) => [key, String(value)])).toString(),
          },
        }),
      ),
    onSuccess: async (made) => {
      popover.close();
      setName("");
      await cache.invalidateQueries({ queryKey: ["tickets"] });
      await navigate({ to: "/queue", search: { view: String(made.id) } });
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
            <Checkbox
              label={t("tickets.views.shared")}
              checked={shared}
              onChange={(event) => setShared(event.currentTarget.checked)}
            />
            <Button type="submit" loading={save.isPending}>
              {t("common.save")}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
