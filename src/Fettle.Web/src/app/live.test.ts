import { expect, test } from "vitest";
import { backOff, staleAfter } from "./live";

test("a_changed_ticket_makes_its_page_and_every_list_of_tickets_old", () => {
  expect(staleAfter({ topic: "ticket", id: 17 })).toEqual([["ticket", "17"], ["tickets"], ["portal"]]);
});

test("an_unknown_topic_makes_nothing_old", () => {
  expect(staleAfter({ topic: "weather", id: 1 })).toEqual([]);
});

test("reconnecting_waits_longer_each_time_but_never_more_than_forty_seconds", () => {
  const waits = [0, 3, 20].map(backOff);
  expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
  expect(waits[2]).toBeLessThan(40_000);
});
