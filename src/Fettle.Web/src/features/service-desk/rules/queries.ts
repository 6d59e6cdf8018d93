import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read } from "~/api/client";
import type { components } from "~/api/schema";

type Schemas = components["schemas"];
export type RuleView = Schemas["RuleView"];
export type RuleDraft = Schemas["RuleDraft"];
export type RuleAction = Schemas["RuleAction"];
export type RuleActionKind = Schemas["RuleActionKind"];
export type RuleEvent = Schemas["RuleEvent"];
export type DryRun = Schemas["TryOutRuleOutcome"];
export type WebhookView = Schemas["WebhookView"];
export type WebhookDraft = Schemas["WebhookDraft"];
export type Delivery = Schemas["ListDeliveriesItem"];
export type IncomingHookView = Schemas["IncomingHookView"];
export type IncomingHookDraft = Schemas["IncomingHookDraft"];
export type HookMapping = Schemas["HookMapping"];
export type Call = Schemas["ListIncomingCallsItem"];

/** Those that a rule looks for by the clock come last; webhooks are told of the others. */
export const timed: RuleEvent[] = ["dueSoon", "overdue", "timePassed"];
export const events: RuleEvent[] = [
  "opened",
  "requesterReplied",
  "deskReplied",
  "noteAdded",
  "mailCame",
  "statusChanged",
  "solved",
  "reopened",
  "assigneeChanged",
  "queueChanged",
  "priorityChanged",
  "categoryChanged",
  "tagsChanged",
  "fieldChanged",
  "subjectChanged",
  "requesterChanged",
  "deviceChanged",
  "rated",
  "checkUpFinished",
  "faultReturned",
  ...timed,
];

export const rulesQuery = queryOptions({
  queryKey: ["rules"],
  queryFn: ({ signal }) => read(api.GET("/api/rules", { signal })),
});

export const runsQuery = (id: number) =>
  queryOptions({
    queryKey: ["rules", id, "runs"],
    queryFn: ({ signal }) => read(api.GET("/api/rules/{id}/runs", { params: { path: { id } }, signal })),
  });

export const webhooksQuery = queryOptions({
  queryKey: ["webhooks"],
  queryFn: ({ signal }) => read(api.GET("/api/webhooks", { signal })),
});

export const deliveriesQuery = (id: number) =>
  queryOptions({
    queryKey: ["webhooks", id, "deliveries"],
    queryFn: ({ signal }) => read(api.GET("/api/webhooks/{id}/deliveries", { params: { path: { id } }, signal })),
    // What waits arrives without anybody doing anything.
    refetchInterval: 5_000,
  });

export const incomingQuery = queryOptions({
  queryKey: ["incoming-hooks"],
  queryFn: ({ signal }) => read(api.GET("/api/incoming-hooks", { signal })),
});

export const callsQuery = (id: number) =>
  queryOptions({
    queryKey: ["incoming-hooks", id, "calls"],
    queryFn: ({ signal }) => read(api.GET("/api/incoming-hooks/{id}/calls", { params: { path: { id } }, signal })),
    refetchInterval: 10_000,
  });

/** A change of one of the lists above, which are fetched anew after it. */
export function useChange<TIn, TOut>(
  list: "rules" | "webhooks" | "incoming-hooks",
  run: (input: TIn) => Promise<TOut>,
  quiet = false,
) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: run,
    meta: { quiet },
    onSettled: () => cache.invalidateQueries({ queryKey: [list] }),
  });
}
