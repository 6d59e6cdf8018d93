import { Button, Group, Modal, MultiSelect, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Team } from "~/api/shapes";
import { formProblem } from "~/ui/forms";
import { techniciansQuery } from "../queue/queries";

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** Who is in a team, what each of them can, and when they work. */
export function EditTeam({ team, onDone }: { team: Team; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const technicians = useQuery(techniciansQuery);
  const form = useForm({
    initialValues: {
      name: team.name,
      people: team.members.map((one) => String(one.person.id)),
      skills: Object.fromEntries(team.members.map((one) => [String(one.person.id), [...one.skills]])) as Record<
        string,
        string[]
      >,
      days: [...team.days] as string[],
      timeZone: team.timeZone,
      from: team.from.slice(0, 5),
      until: team.until.slice(0, 5),
    },
    validate: { name: (value) => (value.trim() ? null : t("session.needed")) },
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: (values: typeof form.values) =>
      read(
        api.PUT("/api/teams/{teamId}", {
          params: { path: { teamId: team.id } },
          body: {
            name: values.name,
            members: values.people.map((id) => ({ personId: Number(id), skills: values.skills[id] ?? [] })),
            timeZone: values.timeZone,
            days: values.days as (typeof days)[number][],
            from: `${values.from}:00`,
            until: `${values.until}:00`,
          },
        }),
      ),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ["teams"] });
      onDone();
    },
    onError: (error) => form.setErrors({ name: formProblem(error).text ?? undefined, ...formProblem(error).fields }),
  });
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" });
  const names = new Map((technicians.data ?? []).map((one) => [String(one.id), one.name]));
  for (const one of team.members) names.set(String(one.person.id), one.person.name);
  return (
    <Modal opened onClose={onDone} title={team.name}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack gap="sm">
          <TextInput label={t("common.name")} maxLength={80} {...form.getInputProps("name")} />
          <MultiSelect
            label={t("desk.teams.members")}
            searchable
            data={[...names].map(([value, label]) => ({ value, label }))}
            {...form.getInputProps("people")}
          />
          {form.values.people.map((id) => (
            <TagsInput
              key={id}
              label={t("work.skillsOf", { name: names.get(id) ?? id })}
              maxTags={20}
              {...form.getInputProps(`skills.${id}`)}
            />
          ))}
          <MultiSelect
            label={t("work.weekdays")}
            data={days.map((value, index) => ({
              value,
              label: weekday.format(new Date(Date.UTC(2024, 0, 1 + index))),
            }))}
            {...form.getInputProps("days")}
          />
          <Group grow>
            <TextInput type="time" label={t("desk.teams.from")} {...form.getInputProps("from")} />
            <TextInput type="time" label={t("desk.teams.until")} {...form.getInputProps("until")} />
          </Group>
          <TextInput label={t("desk.teams.zone")} {...form.getInputProps("timeZone")} />
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
