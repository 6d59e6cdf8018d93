import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { match, type Shortcut, useShortcuts } from "./keys";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const shortcut = (keys: string): Shortcut => ({ keys, label: keys, group: "go", run: () => {} });
const press = (key: string, at: number, init: KeyboardEventInit = {}, target?: Element) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, ...init });
  (target ?? document.body).dispatchEvent(event);
  return match(event, at)?.keys;
};

function Page({ keys }: { keys: string[] }) {
  useShortcuts(keys.map(shortcut));
  return <input aria-label="name" />;
}

let root: Root;
beforeEach(() => {
  const host = document.body.appendChild(document.createElement("div"));
  root = createRoot(host);
  act(() => root.render(<Page keys={["g q", "j", "mod+k"]} />));
});
afterEach(() => {
  act(() => root.unmount());
  document.body.innerHTML = "";
});

test("two_keys_in_a_row_within_a_second_are_one_shortcut", () => {
  expect(press("g", 0)).toBeUndefined();
  expect(press("q", 900)).toBe("g q");
});

test("a_second_key_that_comes_late_starts_again", () => {
  press("g", 0);
  expect(press("q", 1500)).toBeUndefined();
});

test("letters_typed_into_a_field_are_text", () => {
  expect(press("j", 0, {}, document.querySelector("input") ?? undefined)).toBeUndefined();
});

test("a_chord_works_inside_a_field_too", () => {
  expect(press("k", 0, { ctrlKey: true }, document.querySelector("input") ?? undefined)).toBe("mod+k");
});

test("a_page_that_is_gone_leaves_no_shortcut", () => {
  act(() => root.unmount());
  expect(press("j", 0)).toBeUndefined();
});
