import { expect, test } from "vitest";
import { clean } from "./Html";

test.each([
  ["<img src=x onerror=alert(1)>", ""],
  ["<p onclick=alert(1)>hello</p>", "<p>hello</p>"],
  ["<script>alert(1)</script>after", "after"],
  ['<p style="position:fixed">a</p>', "<p>a</p>"],
  ["<form action=//evil><input name=password></form>", ""],
])("%s_loses_what_could_act", (hostile, harmless) => {
  expect(clean(hostile)).toBe(harmless);
});

test("a_script_address_is_not_a_link", () => {
  expect(clean('<a href="javascript:alert(1)">x</a>')).not.toContain("javascript");
});

test("a_link_opens_apart_from_the_console", () => {
  expect(clean('<a href="https://example.org">x</a>')).toContain('rel="noopener noreferrer nofollow"');
});
