import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read } from "~/api/client";
import type { components } from "~/api/schema";

type Schemas = components["schemas"];
export type Service = Schemas["OfferingDraft"];
export type ServiceView = Schemas["OfferingView"];
export type ServiceRow = Schemas["ListOfferingsItem"];
export type FormField = Schemas["FormField"];
export type AnswerType = Schemas["AnswerType"];
export type Condition = Schemas["FieldCondition"];
export type ApprovalRule = Schemas["ApprovalRule"];
export type PlannedTask = Schemas["PlannedTask"];
export type Offered = Schemas["ListOfferedOffered"];
export type Form = Schemas["ReadRequestFormForm"];
export type Question = Schemas["Question"];
export type ShownAnswer = Schemas["ShownAnswer"];
export type OwnRequest = Schemas["ReadOwnRequestView"];
export type TicketRequest = Schemas["ReadRequestView"];
export type RequestApproval = TicketRequest["approvals"][number];
export type RequestTask = TicketRequest["tasks"][number];
export type TaskStep = Schemas["ChangeTaskRequest"]["step"];
export type Answers = Record<string, string[]>;

// For requesters

export const offeredQuery = queryOptions({
  queryKey: ["portal", "services"],
  queryFn: ({ signal }) => read(api.GET("/api/portal/services", { signal })),
});

export const formQuery = (id: number) =>
  queryOptions({
    queryKey: ["portal", "service", id],
    queryFn: ({ signal }) => read(api.GET("/api/portal/services/{id}", { params: { path: { id } }, signal })),
    // A form that somebody fills in does not change under their hands; the server says when it did.
    staleTime: Number.POSITIVE_INFINITY,
  });

export const ownRequestQuery = (number: number) =>
  queryOptions({
    queryKey: ["portal", "ticket", number, "request"],
    queryFn: async ({ signal }) =>
      (await read(api.GET("/api/portal/tickets/{number}/request", { params: { path: { number } }, signal }))) ?? null,
  });

export const ownApprovalsQuery = queryOptions({
  queryKey: ["portal", "approvals"],
  queryFn: ({ signal }) => read(api.GET("/api/portal/approvals", { signal })),
  // Nudges are quicker; this is for when the line is cut.
  refetchInterval: 60_000,
});

export const delegationsQuery = queryOptions({
  queryKey: ["portal", "delegations"],
  queryFn: ({ signal }) => read(api.GET("/api/portal/delegations", { signal })),
});

export function useSendRequest(id: number) {
  const cache = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ answers, version, key }: { answers: Answers; version: number; key: string }) =>
      read(
        api.POST("/api/portal/services/{id}/requests", {
          params: { path: { id }, header: { "Idempotency-Key": key } },
          body: { answers, version },
        }),
      ),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["portal", "tickets"] }),
  });
}

export interface Decision {
  yes: boolean;
  because: string | null;
}

export function useDecide(id: number) {
  const cache = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: Decision) =>
      read(api.POST("/api/portal/approvals/{id}/answer", { params: { path: { id } }, body })),
    onSettled: () => cache.invalidateQueries({ queryKey: ["portal"] }),
  });
}

// For the desk

export const ticketRequestQuery = (number: number) =>
  queryOptions({
    queryKey: ["ticket", String(number), "request"],
    queryFn: async ({ signal }) =>
      (await read(api.GET("/api/tickets/{number}/request", { params: { path: { number } }, signal }))) ?? null,
  });

export const ownTasksQuery = queryOptions({
  queryKey: ["tickets", "tasks"],
  queryFn: ({ signal }) => read(api.GET("/api/tasks", { signal })),
});

export const servicesQuery = queryOptions({
  queryKey: ["services"],
  queryFn: ({ signal }) => read(api.GET("/api/services", { signal })),
});

export const serviceQuery = (id: number) =>
  queryOptions({
    queryKey: ["services", id],
    queryFn: ({ signal }) => read(api.GET("/api/services/{id}", { params: { path: { id } }, signal })),
  });

export function useTaskStep(number: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ taskId, step }: { taskId: number; step: TaskStep }) =>
      read(
        api.PUT("/api/tickets/{number}/tasks/{taskId}", {
          params: { path: { number, taskId } },
          body: { step, note: null },
        }),
      ),
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ["ticket", String(number)] }),
        cache.invalidateQueries({ queryKey: ["tickets"] }),
      ]),
  });
}
