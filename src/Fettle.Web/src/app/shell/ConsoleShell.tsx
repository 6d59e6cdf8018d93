import { ActionIcon, Drawer, Tooltip } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { IconKeyboard, IconMenu2, IconSearch } from "@tabler/icons-react";
import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "~/api/queryClient";
import { startLive } from "~/app/live";
import { useMe } from "~/app/session";
import { listenForShortcuts, useShortcuts } from "~/app/shortcuts/keys";
import { Mark } from "~/ui/Mark";
import { BottomBar } from "./BottomBar";
import classes from "./ConsoleShell.module.css";
import { destinationsFor } from "./destinations";
import { LiveState } from "./LiveState";
import { Nav } from "./Nav";
import { PersonMenu } from "./PersonMenu";
import { useKeptPreferences } from "./preferences";

const Palette = lazy(() => import("~/app/palette/Palette"));
const HelpSheet = lazy(() => import("~/app/shortcuts/HelpSheet"));

export function ConsoleShell() {
  const { t } = useTranslation();
  const me = useMe();
  useKeptPreferences();
  const navigate = useNavigate();
  const [paletteOpen, palette] = useDisclosure(false);
  const [helpOpen, help] = useDisclosure(false);
  const [drawerOpen, drawer] = useDisclosure(false);
  const phone = useMediaQuery("(max-width: 720px)");
  const destinations = destinationsFor(me);
  const [paletteUsed, setPaletteUsed] = useState(false);

  useEffect(() => {
    startLive(queryClient);
    return listenForShortcuts();
  }, []);

  const openPalette = () => {
    setPaletteUsed(true);
    palette.open();
  };
  useShortcuts([
    { keys: "mod+k", label: t("shell.palette.open"), group: "everywhere", run: openPalette },
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
          <button type="button" className={classes.search} onClick={openPalette}>
            <IconSearch size={16} />
            <span>{t("shell.palette.hint")}</span>
            <kbd>Ctrl K</kbd>
          </button>
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
      <Drawer opened={drawerOpen} onClose={drawer.close} size={260} title="Fettle">
        <Nav destinations={destinations} onGo={drawer.close} />
        <div className={classes.foot}>
          <LiveState />
          <PersonMenu onShortcuts={help.open} />
        </div>
      </Drawer>
      <Suspense>
        {paletteUsed && <Palette opened={paletteOpen} onClose={palette.close} destinations={destinations} />}
        {helpOpen && <HelpSheet onClose={help.close} />}
      </Suspense>
    </div>
  );
}
