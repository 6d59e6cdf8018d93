import classes from "./Avatar.module.css";

const tones = ["accent", "blue", "violet", "amber", "green"] as const;

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}

/** A person's initials; the name stands beside it, so it is left out of the spoken page. */
export function Avatar({ name, size = 26 }: { name: string; size?: number }) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return (
    <span
      className={classes.avatar}
      data-tone={tones[sum % tones.length]}
      style={{ width: size, height: size }}
      aria-hidden
    >
      {initials(name)}
    </span>
  );
}
