import { expect, test } from "vitest";
import { asked, costOf, isRequired } from "./form";
import type { FormField } from "./queries";

const field = (key: string, more: Partial<FormField> = {}) => ({ key, label: key, type: "text", ...more }) as FormField;

const form = [
  field("model", {
    type: "choice",
    choices: [
      { label: "Standard", cost: 900 },
      { label: "Powerful", cost: 1900 },
    ],
  }),
  field("reason", {
    shownWhen: { field: "model", is: ["Powerful"] },
    requiredWhen: { field: "model", is: ["Powerful"] },
  }),
  field("more", { shownWhen: { field: "reason" } }),
];

test("a field is asked when an answer before it wants it, and not when the one it hangs on is hidden itself", () => {
  const answers = { model: ["Standard"], reason: ["left over"], more: ["left over"] };
  expect(asked(form, answers)).toEqual({ fields: [form[0]], answers: { model: ["Standard"] } });
  expect(asked(form, { ...answers, model: ["Powerful"] }).fields).toHaveLength(3);
});

test("a field is required only while its condition holds", () => {
  const reason = form[1] as FormField;
  expect(isRequired(reason, { model: ["Powerful"] })).toBe(true);
  expect(isRequired(reason, { model: ["Standard"] })).toBe(false);
});

test("a request costs its base and what was chosen, and nothing at all where nothing costs", () => {
  expect(costOf({ cost: null, fields: form }, { model: ["Powerful"] })).toBe(1900);
  expect(costOf({ cost: 50, fields: form }, {})).toBe(50);
  expect(costOf({ cost: null, fields: form }, {})).toBeNull();
});
