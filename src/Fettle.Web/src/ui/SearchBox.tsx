import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";

interface Props {
  label: string;
  hint?: string;
  size?: "xs" | "sm";
  className?: string;
  value: string | undefined;
  /** Told a moment after the last key, without the spaces around it. */
  onFind: (text: string | undefined) => void;
}

export function SearchBox({ label, hint, size, className, value, onFind }: Props) {
  const find = useDebouncedCallback((text: string) => onFind(text || undefined), 250);
  return (
    <TextInput
      size={size}
      className={className}
      aria-label={label}
      placeholder={hint ?? label}
      leftSection={<IconSearch size={size === "xs" ? 15 : 16} />}
      defaultValue={value}
      onChange={(event) => find(event.currentTarget.value.trim())}
    />
  );
}
