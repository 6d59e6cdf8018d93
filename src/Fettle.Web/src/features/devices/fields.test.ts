import { expect, test } from "vitest";
import { fieldName, fieldValue } from "./fields";

test("a_field_is_named_in_words", () => {
  expect(fieldName("installedAt")).toBe("Installed at");
});

test("a_size_is_told_in_units_and_a_version_stays_as_it_is", () => {
  expect(fieldValue("memory", "16777216000", "en")).toBe("17 GB");
  expect(fieldValue("version", "16777216000", "en")).toBe("16777216000");
});
