import { Button, Modal, MultiSelect, NumberInput, Stack, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { IconPlayerPlay } from "@tabler/icons-react";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Named } from "~/api/shapes";
import { may, useMe } from "~/app/session";
import { formProblem } from "~/ui/forms";

/** Runs commands of a technician's own on one or many devices; a device that is off runs them when it is back. */
export function RunScript({ on }: { on?: Named }) {
  const { t } = useTranslation();
  const me = useMe();
  const [opened, modal] = useDisclosure(false);
  if (!may(me, "runScripts")) return null;
  return (
    <>
      <Button variant={on ? "default" : "filled"} leftSection={<IconPlayerPlay size={16} />} onClick={modal.open}>
        {t("automation.run")}
      </Button>
      <Modal opened={opened} onClose={modal.close} title={t("automation.run")} size="lg">
        <ScriptForm on={on} onDone={modal.close} />
      </Modal>
    </>
  );
}

function ScriptForm({ on, onDone }: { on?: Named; onDone: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ["devices", "choose", asked],
    queryFn: ({ signal }) => read(api.GET("/api/devices", { params: { query: { q: asked, limit: 20 } }, signal })),
    placeholderData: keepPreviousData,
  });
  // Chosen devices stay choices when the search has moved on.
  const known = useRef(new Map<string, string>(on ? [[String(on.id), on.name]] : []));
  for (const device of found.data?.items ?? []) known.current.set(String(device.id), device.name);

  const form = useForm({
    initialValues: { devices: on ? [String(on.id)] : [], commands: "", timeLimitSeconds: 300 },
    validate: {
      devices: (value) => (value.length > 0 ? null : t("session.needed")),
      commands: (value) => (value.trim() ? null : t("session.needed")),
    },
  });
  const run = useMutation({
    mutationFn: ({ devices, commands, timeLimitSeconds }: typeof form.values) =>
      read(
        api.POST("/api/jobs", {
          body: {
            kind: "script",
            deviceId: null,
            deviceIds: devices.map(Number),
            title: null,
            expiresAt: null,
            commands: commands.split("\n").filter((line) => line.trim()),
            timeLimitSeconds,
          },
        }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ["jobs"] });
      void cache.invalidateQueries({ queryKey: ["device"] });
      onDone();
    },
    onError: (error) => form.setErrors(formProblem(error).fields),
  });
  return (
    <form onSubmit={form.onSubmit((values) => run.mutate(values))}>
      <Stack gap="sm">
        <MultiSelect
          label={t("shell.nav.devices")}
          searchable
          data={[...known.current].map(([value, label]) => ({ value, label }))}
          onSearchChange={setText}
          {...form.getInputProps("devices")}
        />
        <Textarea
          label={t("automation.commands")}
          description={t("automation.commandsHint")}
          autosize
          minRows={4}
          maxRows={16}
          ff="monospace"
          spellCheck={false}
          {...form.getInputProps("commands")}
        />
        <NumberInput
          label={t("automation.timeLimit")}
          suffix=" s"
          min={1}
          max={86400}
          {...form.getInputProps("timeLimitSeconds")}
        />
        <Button type="submit" loading={run.isPending}>
          {t("automation.run")}
        </Button>
      </Stack>
    </form>
  );
}
