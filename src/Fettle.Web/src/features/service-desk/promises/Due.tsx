import { Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconClock, IconPlayerPause } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Tag, type Tone } from "~/ui/Tag";
import { exact, relative } from "~/ui/time";
import { useNow } from "~/ui/When";
import type { TargetKind } from "./queries";
import { type DueState, dueState } from "./words";

const tones: Record<DueState, Tone> = { breached: "red", soon: "amber", later: "grey", paused: "grey" };
const icons = { breached: IconAlertTriangle, soon: IconClock, later: null, paused: IconPlayerPause };

/** What is due next and when: by its colour, its sign and its words. */
export function Due({ kind, at }: { kind?: TargetKind | null; at?: string | null }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const state = dueState(kind, at, now);
  if (!state || !kind) return null;
  const Icon = icons[state];
  const what = t(`promises.kind.${kind}`);
  const label =
    state === "paused" || !at
      ? t("promises.due.paused", { what })
      : t(state === "breached" ? "promises.due.breached" : "promises.due.by", { what, at: exact(at, i18n.language) });
  return (
    <Tooltip label={label}>
      <span>
        <Tag tone={tones[state]}>
          {Icon && <Icon size={13} aria-hidden />}
          <span className="f-num" aria-hidden>
            {state === "paused" || !at ? t("promises.state.paused") : relative(at, now, i18n.language)}
          </span>
          <span className="f-hidden">{label}</span>
        </Tag>
      </span>
    </Tooltip>
  );
}
