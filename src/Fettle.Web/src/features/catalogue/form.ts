import type { Answers, Condition, Form, FormField } from "./queries";

/** As the server judges it: the field has one of these answers, or any where none is named. */
export function holds(condition: Condition | null | undefined, answers: Answers): boolean {
  if (!condition) return true;
  const given = answers[condition.field] ?? [];
  return given.length > 0 && (!condition.is?.length || given.some((one) => condition.is?.includes(one)));
}

/** The fields that are asked with these answers, and the answers to them alone: what is no longer asked is not sent. */
export function asked(fields: FormField[], answers: Answers): { fields: FormField[]; answers: Answers } {
  const kept: Answers = {};
  const shown = fields.filter((field) => {
    if (!holds(field.shownWhen, kept)) return false;
    const given = (answers[field.key] ?? []).filter((one) => one.trim() !== "");
    if (given.length > 0) kept[field.key] = given;
    return true;
  });
  return { fields: shown, answers: kept };
}

export function isRequired(field: FormField, answers: Answers): boolean {
  return field.required === true || (!!field.requiredWhen && holds(field.requiredWhen, answers));
}

/** What the request costs so far; null where nothing of it costs anything. */
export function costOf(form: Pick<Form, "cost" | "fields">, answers: Answers): number | null {
  const parts = form.fields.flatMap((field) =>
    (answers[field.key] ?? []).map((answer) =>
      field.isCost ? Number(answer) : field.choices?.find((one) => one.label === answer)?.cost,
    ),
  );
  const added = parts.filter((one): one is number => typeof one === "number" && Number.isFinite(one));
  return form.cost == null && added.length === 0 ? null : (form.cost ?? 0) + added.reduce((a, b) => a + b, 0);
}

export function money(amount: number, currency: string, language: string): string {
  try {
    return new Intl.NumberFormat(language, { style: "currency", currency }).format(amount);
  } catch {
    return `${amount.toFixed(2)} ${currency}`;
  }
}
