import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { texts as german } from "./de";
import { texts as english } from "./en";

function leaves(value: object, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === "string") found.set(prefix + key, inner);
    else for (const [path, text] of leaves(inner, `${prefix + key}.`)) found.set(path, text);
  }
  return found;
}

const placeholders = (text: string) => (text.match(/\{\{\w+/g) ?? []).sort();

test("every_text_exists_in_both_languages", () => {
  expect([...leaves(german).keys()].sort()).toEqual([...leaves(english).keys()].sort());
});

test("no_text_is_empty", () => {
  const empty = [...leaves(english), ...leaves(german)].filter(([, text]) => text.trim() === "");
  expect(empty).toEqual([]);
});

test("a_translation_uses_the_same_values_as_the_original", () => {
  const translated = leaves(german);
  for (const [key, text] of leaves(english)) {
    expect(placeholders(translated.get(key) ?? ""), key).toEqual(placeholders(text));
  }
});

test("every_text_is_used_by_a_page", () => {
  const root = join(import.meta.dirname, "..");
  const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith("i18n"))
    .map((path) => readFileSync(join(root, path), "utf8"))
    .join("\n");
  // A key that ends in a value (`tickets.status.${status}`) is used when its stem is.
  const unused = [...leaves(english).keys()].filter((key) => {
    const plain = key.replace(/_(one|other)$/, "");
    const stem = `${plain.slice(0, plain.lastIndexOf("."))}.\${`;
    return !sources.includes(`"${plain}"`) && !sources.includes(stem);
  });
  expect(unused).toEqual([]);
});
