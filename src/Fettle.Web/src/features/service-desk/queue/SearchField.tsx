import { ActionIcon, Autocomplete, CloseButton, Group, Popover } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconHelp, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { fieldsQuery } from "../parts/sorting";
import { completions, keyOf, lastPiece } from "./completion";
import classes from "./Queue.module.css";
import { queuesQuery } from "./queries";

const SearchHelp = lazy(() => import("./SearchHelp"));

const asksFor = { requester: "person", assignee: "person", device: "device" } as const;

/** The search box: words and conditions, completed while they are typed; what cannot be read is told beneath. */
export function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(value, 200);
  const last = lastPiece(settled);
  const of = asksFor[last.key as keyof typeof asksFor];
  const queues = useQuery(queuesQuery);
  const fields = useQuery(fieldsQuery);
  const names = useQuery({
    queryKey: ["search", "names", of, last.typed],
    queryFn: ({ signal }) =>
      read(api.GET("/api/tickets/search/names", { params: { query: { of, text: last.typed } }, signal })),
    enabled: of !== undefined && last.typed.trim().length > 1,
    placeholderData: keepPreviousData,
  });
  const conditions = /[:<>="]/.test(settled);
  const explained = useQuery({
    queryKey: ["search", "explain", settled],
    queryFn: ({ signal }) =>
      read(api.GET("/api/tickets/search/explain", { params: { query: { q: settled } }, signal })),
    enabled: conditions,
    staleTime: 60_000,
  });
  const mistake = conditions && settled === value ? explained.data?.mistakes[0] : undefined;
  const asked = of ? (names.data ?? []).map((one) => one.name) : [];
  const known: Record<string, string[]> = { queue: queues.data?.map((queue) => queue.name) ?? [], asked };
  if (last.key && of) known[last.key] = asked;
  for (const field of fields.data ?? []) known[keyOf(field.name)] = [...field.choices, "none"];
  const options = completions(value, known);

  return (
    <Autocomplete
      className={classes.searchBox}
      size="xs"
      data-queue-search
      aria-label={t("tickets.find")}
      placeholder={t("tickets.find")}
      leftSection={<IconSearch size={15} />}
      rightSectionWidth={value ? 52 : 30}
      rightSection={
        <Group gap={0} wrap="nowrap">
          {value && <CloseButton size="sm" aria-label={t("common.remove")} onClick={() => onChange("")} />}
          <Popover width={430} position="bottom-end" withinPortal>
            <Popover.Target>
              <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t("desk.search.help")}>
                <IconHelp size={16} />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown>
              <Suspense>
                <SearchHelp onTry={onChange} />
              </Suspense>
            </Popover.Dropdown>
          </Popover>
        </Group>
      }
      value={value}
      data={options}
      filter={({ options: all }) => all}
      error={mistake && t("desk.search.mistake", { column: mistake.column, what: mistake.what })}
      onChange={onChange}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    />
  );
}
