import { ActionIcon, Tooltip } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconKeyboard, IconMenu2, IconSearch } from "@tabler/icons-react";
import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "~/api/queryClient";
import { startLive } from "~/app/live";
import { may, useMe } from "~/app/session";
import { listenForShortcuts, useShortcuts } from "~/app/shortcuts/keys";
import { CallButton } from "~/features/calls/CallButton";
import { Mark } from "~/ui/Mark";
import { useDialog } from "~/ui/useDialog";
import { BottomBar } from "./BottomBar";
import classes from "./ConsoleShell.module.css";
import { destinationsFor } from "./destinations";
import { LiveState } from "./LiveState";
import { Nav } from "./Nav";
import { PersonMenu } from "./PersonMenu";
import { useKeptPreferences } from "./preferences";
import { Reminders } from "./Reminders";

const Palette = lazy(() => import("~/app/palette/Palette"));
const HelpSheet = lazy(() => import("~/app/shortcuts/HelpSheet"));
const AlertWatch = lazy(() => import("~/features/service-desk/promises/AlertWatch"));
const ChatDesk = lazy(async () => ({ default: (await import("~/features/chat/ChatDesk")).ChatDesk }));
const NavDrawer = lazy(() => import("./NavDrawer"));

export function ConsoleShell() {
  const { t } = useTranslation();
  const me = useMe();
  useKeptPreferences();
  const navigate = useNavigate();
  const palette = useDialog();
  const help = useDialog();
  const drawer = useDialog();
  const phone = useMediaQuery("(max-width: 720px)");
  const destinations = destinationsFor(me);

  useEffect(() => {
    startLive(queryClient);
    return listenForShortcuts();
  }, []);

  useShortcuts([
    { keys: "mod+k", label: t("shell.palette.open"), group: "everywhere", run: palette.open },
    { keys: "?", label: t("shell.shortcuts.title"), group: "everywhere", run: help.open },
    ...destinations.map((place) => ({
      keys: `g ${place.key}`,
      label: t(place.label),
      group: "go" as const,
      run: () => void navigate({ to: place.to }),
    })),
  ]);

  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t("shell.skip")}
      </a>
      {!phone && (
        <aside className={classes.side}>
          <Link to="/queue" className={classes.brand}>
            <Mark />
            <span>Fettle</span>
          </Link>
          <Nav destinations={destinations} />
          <div className={classes.foot}>
            <LiveState />
            <PersonMenu onShortcuts={help.open} />
          </div>
        </aside>
      )}
      <div className={classes.body}>
        <header className={classes.bar}>
          {phone && (
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("shell.menu")} onClick={drawer.open}>
              <IconMenu2 size={20} />
            </ActionIcon>
          )}
          <button type="button" className={classes.search} onClick={palette.open}>
            <IconSearch size={16} />
            <span>{t("shell.palette.hint")}</span>
            <kbd>Ctrl K</kbd>
          </button>
          {may(me, "workTickets") && <CallButton />}
          {may(me, "workTickets") && (
            <Suspense>
              <ChatDesk />
            </Suspense>
          )}
          {may(me, "workTickets") && <Reminders />}
          {!phone && (
            <Tooltip label={t("shell.shortcuts.title")}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t("shell.shortcuts.title")}
                onClick={help.open}
              >
                <IconKeyboard size={20} stroke={1.6} />
              </ActionIcon>
            </Tooltip>
          )}
        </header>
        <main id="content" className={classes.main} tabIndex={-1}>
          <Outlet />
        </main>
        {phone && <BottomBar destinations={destinations} />}
      </div>
      <Suspense>
        {may(me, "viewTickets") && <AlertWatch />}
        {palette.used && <Palette opened={palette.opened} onClose={palette.close} destinations={destinations} />}
        {help.opened && <HelpSheet onClose={help.close} />}
        {drawer.used && (
          <NavDrawer
            opened={drawer.opened}
            onClose={drawer.close}
            destinations={destinations}
            onShortcuts={help.open}
          />
        )}
      </Suspense>
    </div>
  );
}
