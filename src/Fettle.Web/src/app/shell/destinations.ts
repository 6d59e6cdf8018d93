import {
  type Icon,
  IconAddressBook,
  IconBook2,
  IconCalendarEvent,
  IconChartBar,
  IconChecklist,
  IconDeviceDesktop,
  IconHistory,
  IconInbox,
  IconPhoneCall,
  IconPuzzle,
  IconSettings,
  IconSpeakerphone,
  IconTerminal2,
} from "@tabler/icons-react";
import type { Me } from "~/api/shapes";
import { may } from "~/app/session";

const all = [
  { to: "/queue", needs: "viewTickets", key: "q", label: "shell.nav.queue", icon: IconInbox as Icon },
  { to: "/tasks", needs: "viewTickets", key: "k", label: "shell.nav.tasks", icon: IconChecklist as Icon },
  { to: "/problems", needs: "viewTickets", key: "b", label: "shell.nav.problems", icon: IconPuzzle as Icon },
  { to: "/changes", needs: "viewTickets", key: "h", label: "shell.nav.changes", icon: IconCalendarEvent as Icon },
  { to: "/outages", needs: "viewTickets", key: "m", label: "shell.nav.outages", icon: IconSpeakerphone as Icon },
  { to: "/reports", needs: "viewTickets", key: "r", label: "shell.nav.reports", icon: IconChartBar as Icon },
  { to: "/on-call", needs: "viewTickets", key: "c", label: "shell.nav.onCall", icon: IconPhoneCall as Icon },
  { to: "/devices", needs: "viewDevices", key: "d", label: "shell.nav.devices", icon: IconDeviceDesktop as Icon },
  { to: "/jobs", needs: "viewDevices", key: "o", label: "shell.nav.jobs", icon: IconTerminal2 as Icon },
  { to: "/articles", needs: "viewTickets", key: "a", label: "shell.nav.articles", icon: IconBook2 as Icon },
  { to: "/people", needs: "viewPeople", key: "p", label: "shell.nav.people", icon: IconAddressBook as Icon },
  { to: "/journal", needs: "readJournal", key: "l", label: "shell.nav.journal", icon: IconHistory as Icon },
  { to: "/settings", needs: null, key: "s", label: "shell.nav.settings", icon: IconSettings as Icon },
] as const;

export type Destination = (typeof all)[number];

/** The pages that somebody's rights let them read. */
export function destinationsFor(me: Me): Destination[] {
  return all.filter((place) => place.needs === null || may(me, place.needs));
}
