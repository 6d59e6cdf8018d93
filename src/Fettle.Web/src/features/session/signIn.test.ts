import { expect, test } from "vitest";
import { safeTarget } from "./SignInPage";

test.each([undefined, "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
  "%s_after_sign_in_leads_to_the_start",
  (to) => expect(safeTarget(to)).toBe("/"),
);

test("a_page_of_this_site_is_returned_to", () => {
  expect(safeTarget("/tickets/12?x=1")).toBe("/tickets/12?x=1");
});
