import {
  IconApps,
  IconArrowsMove,
  IconBox,
  IconDeviceLaptop,
  IconFolder,
  IconKey,
  IconNetwork,
  IconUserMinus,
  IconUserPlus,
} from "@tabler/icons-react";

const icons = {
  laptop: IconDeviceLaptop,
  key: IconKey,
  folder: IconFolder,
  apps: IconApps,
  network: IconNetwork,
  "arrows-move": IconArrowsMove,
  "user-plus": IconUserPlus,
  "user-minus": IconUserMinus,
  box: IconBox,
};

export const iconNames = Object.keys(icons);

export function ServiceIcon({ name, size = 22 }: { name: string; size?: number }) {
  const Icon = name in icons ? icons[name as keyof typeof icons] : IconBox;
  return <Icon size={size} stroke={1.6} aria-hidden />;
}
