import type { TFunction } from "i18next";
import { bytes } from "~/ui/bytes";

// Field names are the agent's, in camelCase; sizes are in bytes and say so by their name.
const sizes = new Set(["size", "used", "free", "memory", "available", "swap"]);

const sections = [
  "hardware",
  "firmware",
  "operatingSystem",
  "disks",
  "fileSystems",
  "network",
  "software",
  "services",
  "usersAtWork",
  "printers",
  "pendingUpdates",
  "accounts",
] as const;

/** A section of the inventory in the reader's language; one that a newer agent sends is named as it is. */
export function sectionName(name: string, t: TFunction<"texts">): string {
  const known = sections.find((one) => one === name);
  return known ? t(`devices.section.${known}`) : fieldName(name);
}

/** "installedAt" → "Installed at". */
export function fieldName(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function fieldValue(name: string, value: string, language: string): string {
  if (sizes.has(name) && /^\d{4,}$/.test(value)) return bytes(Number(value), language);
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return new Date(value).toLocaleString(language);
  if (value === "true" || value === "false") return value === "true" ? "✓" : "–";
  return value;
}
