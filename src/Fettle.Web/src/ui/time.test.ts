import { expect, test } from "vitest";
import { relative, span } from "./time";

const now = Date.parse("2026-03-10T12:00:00Z");

test.each([
  ["2026-03-10T11:59:30Z", "now"],
  ["2026-03-10T11:58:00Z", "2 min. ago"],
  ["2026-03-10T07:00:00Z", "5 hr. ago"],
  ["2026-03-09T12:00:00Z", "yesterday"],
  ["2026-03-17T12:00:00Z", "next wk."],
])("%s_is_told_as_%s", (instant, words) => {
  expect(relative(instant, now, "en")).toBe(words);
});

test("a_relative_time_speaks_the_readers_language", () => {
  expect(relative("2026-03-09T12:00:00Z", now, "de")).toBe("gestern");
});

test.each([
  ["1 hour", "1 Stunde"],
  ["7 days", "7 Tage"],
  ["a while", "a while"],
])("a_span_of_%s_is_told_to_a_german_as_%s", (words, told) => {
  expect(span(words, "de")).toBe(told);
});
