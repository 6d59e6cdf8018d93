import { expect, test } from "vitest";
import { clock, dueState, duration, minuteOf, minutesOf, written } from "./words";

test("a_target_is_read_as_people_write_it_and_written_as_it_was", () => {
  expect(["90", "1 h 30 min", "1.5 h", "4h", "45 min", "2 d"].map(minutesOf)).toEqual([90, 90, 90, 240, 45, 2880]);
  expect(["", "soon", "h", "4 h later"].map(minutesOf)).toEqual([null, null, null, null]);
  expect([30, 240, 90].map((minutes) => minutesOf(written(minutes)))).toEqual([30, 240, 90]);
});

test("a_time_of_day_is_read_and_shown_up_to_midnight", () => {
  expect(["8:00", "17:30", "24:00"].map(minuteOf)).toEqual([480, 1050, 1440]);
  expect(["24:01", "7:75", "noon"].map(minuteOf)).toEqual([null, null, null]);
  expect([480, 1440, 1800].map(clock)).toEqual(["08:00", "24:00", "06:00"]);
});

test("a_duration_has_its_two_largest_parts", () => {
  expect([0, 59, 90, 1440, 3000].map((minutes) => duration(minutes, "en"))).toEqual([
    "0 min",
    "59 min",
    "1 hr 30 min",
    "1 day",
    "2 days 2 hr",
  ]);
});

test("what_is_due_is_breached_soon_later_or_stands_still", () => {
  const now = Date.parse("2026-11-18T09:00:00Z");
  expect(dueState(null, null, now)).toBeNull();
  expect(dueState("resolution", null, now)).toBe("paused");
  expect(dueState("resolution", "2026-11-18T09:00:00Z", now)).toBe("breached");
  expect(dueState("resolution", "2026-11-18T09:59:00Z", now)).toBe("soon");
  expect(dueState("resolution", "2026-11-18T11:00:00Z", now)).toBe("later");
});
