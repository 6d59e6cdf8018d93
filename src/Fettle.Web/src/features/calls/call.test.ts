import { expect, test } from "vitest";
import { isAmong, lasted, minutesOf } from "./call";

test("a_call_shows_minutes_and_seconds", () => {
  expect(lasted(0, 247_900)).toBe("4:07");
});

test("a_number_is_known_however_it_is_written", () => {
  expect(isAmong("030 1234567", ["+49 (0)30 1234-567"])).toBe(true);
  expect(isAmong("030 1234568", ["+49 (0)30 1234-567"])).toBe(false);
});

test("begun_minutes_count_and_a_call_is_never_longer_than_a_day", () => {
  expect([minutesOf(0, 1000), minutesOf(0, 61_000), minutesOf(0, 1e9)]).toEqual([1, 2, 1440]);
});
