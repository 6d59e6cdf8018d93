import { expect, test } from "vitest";
import { fixReportOf } from "./fixReport";

const full = { probe: "fs.usage", says: "/home: 99 % used", weight: 3 };

test("the_evidence_before_and_after_a_fix_is_read_from_the_devices_report", () => {
  expect(fixReportOf({ cause: "fs.full", before: [full], after: [] })).toEqual({ before: [full], after: [] });
});

test.each([null, undefined, "done", { findings: [] }])("%o_is_no_report_of_a_fix", (result) => {
  expect(fixReportOf(result)).toBeNull();
});

test("what_a_device_says_in_no_known_form_is_left_out", () => {
  expect(fixReportOf({ before: ["x", { says: 3 }, full], after: "none" })).toEqual({ before: [full], after: [] });
});
