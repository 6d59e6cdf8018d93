import { expect, test } from "vitest";
import { minutes, part, startOf } from "./figures";

test("spans are said in the unit that fits", () => {
  expect(minutes(35, "en")).toBe("35 min");
  expect(minutes(240, "en")).toBe("4 hr");
  expect(minutes(4320, "en")).toBe("3 days");
  expect(minutes(null, "en")).toBe("–");
});

test("a part of nothing is no number", () => {
  expect(part(0.875, "en")).toBe("88%");
  expect(part(null, "en")).toBe("–");
});

test("a period ends today and goes over the month's edge", () => {
  expect(startOf(7, new Date(2026, 2, 3, 23, 59))).toBe("2026-02-25");
});
