import {
  type Icon,
  IconBook2,
  IconDeviceDesktop,
  IconDevicesPlus,
  IconLifebuoy,
  IconMoon,
  IconPencilPlus,
  IconSearch,
  IconTicket,
  IconUser,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { SearchHit } from "~/api/shapes";
import type { Destination } from "~/app/shell/destinations";
import { usePreferences } from "~/app/shell/preferences";

export interface Choice {
  key: string;
  icon: Icon;
  title: string;
  hint?: string;
  run: () => void;
}

const fits = (title: string, text: string) =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => title.toLowerCase().includes(word));

/** Pages and commands whose words fit what is typed. */
export function useCommands(text: string, destinations: Destination[]): Choice[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const choose = usePreferences();
  const dark = document.documentElement.dataset.mantineColorScheme === "dark";
  const go: Choice[] = destinations.map((place) => ({
    key: place.to,
    icon: place.icon,
    title: t(place.label),
    hint: `G ${place.key.toUpperCase()}`,
    run: () => void navigate({ to: place.to }),
  }));
  const commands: Choice[] = [
    {
      key: "enrol",
      icon: IconDevicesPlus,
      title: t("shell.palette.enrol"),
      run: () => void navigate({ to: "/devices/enrol" }),
    },
    {
      key: "write",
      icon: IconPencilPlus,
      title: t("shell.palette.write"),
      run: () => void navigate({ to: "/articles/new" }),
    },
    {
      key: "theme",
      icon: IconMoon,
      title: t(dark ? "shell.palette.light" : "shell.palette.dark"),
      run: () => choose({ theme: dark ? "light" : "dark" }),
    },
    { key: "portal", icon: IconLifebuoy, title: t("shell.portal"), run: () => void navigate({ to: "/help" }) },
  ];
  return [...go, ...commands].filter((choice) => fits(choice.title, text.trim()));
}

const icons: Record<string, Icon> = {
  ticket: IconTicket,
  device: IconDeviceDesktop,
  person: IconUser,
  article: IconBook2,
};

/** What the server found, ready to be opened. */
export function useHits(hits: SearchHit[] | undefined): Choice[] {
  const navigate = useNavigate();
  const open = (hit: SearchHit) => {
    const id = String(hit.id);
    switch (hit.kind) {
      case "ticket":
        return navigate({ to: "/tickets/$number", params: { number: id } });
      case "device":
        return navigate({ to: "/devices/$id", params: { id } });
      case "person":
        return navigate({ to: "/people/$id", params: { id } });
      case "article":
        return navigate({ to: "/articles/$id", params: { id } });
    }
  };
  return (hits ?? []).map((hit) => ({
    key: `${hit.kind}-${hit.id}`,
    icon: icons[hit.kind] ?? IconSearch,
    title: hit.kind === "ticket" ? `#${hit.id} ${hit.title}` : hit.title,
    hint: hit.subtitle ?? undefined,
    run: () => void open(hit),
  }));
}
