import { Drawer } from "@mantine/core";
import classes from "./ConsoleShell.module.css";
import type { Destination } from "./destinations";
import { LiveState } from "./LiveState";
import { Nav } from "./Nav";
import { PersonMenu } from "./PersonMenu";

interface Props {
  opened: boolean;
  onClose: () => void;
  destinations: Destination[];
  onShortcuts: () => void;
}

/** All places, on a phone. */
export default function NavDrawer({ opened, onClose, destinations, onShortcuts }: Props) {
  return (
    <Drawer opened={opened} onClose={onClose} size={260} title="Fettle">
      <Nav destinations={destinations} onGo={onClose} />
      <div className={classes.foot}>
        <LiveState />
        <PersonMenu onShortcuts={onShortcuts} />
      </div>
    </Drawer>
  );
}
