import { bytes } from "~/ui/bytes";

// Field names are the agent's, in camelCase; sizes are in bytes and say so by their name.
const sizes = new Set(["size", "used", "free", "memory", "available", "swap"]);

/** "installedAt" → "Installed at". */
export function fieldName(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function fieldValue(name: string, value: string, language: string): string {
  if (sizes.has(name) && /^\d{4,}$/.test(value)) return bytes(Number(value), language);
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return new Date(value).toLocaleString(language);
  return value;
}
