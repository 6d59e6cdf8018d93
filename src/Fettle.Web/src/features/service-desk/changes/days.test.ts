import { expect, test } from "vitest";
import { daysOf, fromInput, isOn, isoDay, step, toInput } from "./days";

test("a_month_is_shown_in_whole_weeks_from_monday_to_sunday", () => {
  const days = daysOf("month", new Date(2026, 1, 15));
  expect(days.length % 7).toBe(0);
  expect([isoDay(days[0] as Date), isoDay(days.at(-1) as Date)]).toEqual(["2026-01-26", "2026-03-01"]);
  expect(daysOf("week", new Date(2026, 10, 22)).map(isoDay)[0]).toBe("2026-11-16");
});

test("the_month_after_january_31_is_february", () => {
  expect(isoDay(step("month", new Date(2026, 0, 31), 1))).toBe("2026-02-01");
  expect(isoDay(step("week", new Date(2026, 0, 1), -1))).toBe("2025-12-25");
});

test("a_span_over_midnight_is_on_both_days_and_one_that_ends_at_midnight_is_not_on_the_next", () => {
  const day = new Date(2026, 5, 10);
  const at = (d: number, h: number) => new Date(2026, 5, d, h).toISOString();
  expect(isOn(day, at(9, 23), at(10, 1))).toBe(true);
  expect(isOn(day, at(9, 22), at(10, 0))).toBe(false);
  expect(isOn(day, at(11, 0), at(11, 1))).toBe(false);
});

test("an_instant_survives_the_way_through_an_input", () => {
  const at = new Date(2026, 5, 10, 22, 30).toISOString();
  expect(fromInput(toInput(at))).toBe(at);
  expect(fromInput("")).toBeNull();
});
