import { Button, Menu } from "@mantine/core";
import { IconPhoneCall } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { notifyDone } from "~/ui/notify";
import { rotationsQuery, useOnCallChange } from "./queries";

/** Calls whoever is on call to a ticket; without a rotation there is nobody to call. */
export function CallOnCall({ number }: { number: number }) {
  const { t } = useTranslation();
  const rotations = useQuery(rotationsQuery);
  const call = useOnCallChange((rotationId: number) =>
    read(
      api.POST("/api/tickets/{number}/on-call", { params: { path: { number } }, body: { rotationId, urgent: true } }),
    ),
  );
  if (!rotations.data?.length) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" size="compact-xs" leftSection={<IconPhoneCall size={14} />} loading={call.isPending}>
          {t("promises.onCall.call")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {rotations.data.map((one) => (
          <Menu.Item
            key={one.id}
            onClick={() => call.mutate(one.id, { onSuccess: () => notifyDone(t("promises.onCall.called")) })}
          >
            {one.rotation.name}
            {one.now.person && ` · ${one.now.person.name}`}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
