import { ActionIcon, Tooltip } from "@mantine/core";
import { IconPhone } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "~/app/shortcuts/keys";
import { startCall, useCall } from "./call";

const CallPanel = lazy(() => import("./CallPanel"));

/** One press when the telephone rings: the panel stays open over every page until the call is written down. */
export function CallButton() {
  const { t } = useTranslation();
  const call = useCall();
  useShortcuts([{ keys: "p", group: "everywhere", label: t("calls.start"), run: () => startCall() }]);
  return (
    <>
      <Tooltip label={t("calls.start")}>
        <ActionIcon
          variant={call ? "light" : "subtle"}
          color={call ? "fettle" : "gray"}
          size="lg"
          aria-label={t("calls.start")}
          onClick={() => startCall()}
        >
          <IconPhone size={20} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Suspense>{call && <CallPanel key={call.key} call={call} />}</Suspense>
    </>
  );
}
