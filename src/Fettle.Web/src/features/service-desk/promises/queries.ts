import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read } from "~/api/client";
import type { components } from "~/api/schema";

type Schemas = components["schemas"];
export type TargetKind = NonNullable<Schemas["TargetKind"]>;
export type Target = Omit<Schemas["ReadTicketTargetsItem"], "kind"> & { kind: TargetKind };
export type CalendarView = Schemas["CalendarView"];
export type CalendarRules = Schemas["CalendarRules"];
export type WeekSpan = Schemas["WeekSpan"];
export type DayRule = Schemas["DayRule"];
export type LevelView = Schemas["LevelView"];
export type LevelDraft = Schemas["LevelDraft"];
export type Goals = Schemas["Goals"];
export type EscalationStep = Schemas["EscalationStep"];
export type Recomputation = Schemas["RecomputationStarted"];
export type RotationView = Schemas["RotationView"];
export type RotationDraft = Schemas["RotationDraft"];
export type AlertItem = Schemas["ListAlertsItem"];

export const targetKinds: TargetKind[] = ["firstAnswer", "nextAnswer", "update", "resolution"];
export const priorities = ["p1", "p2", "p3", "p4", "p5"] as const;

export const targetsQuery = (number: number) =>
  queryOptions({
    queryKey: ["ticket", String(number), "targets"],
    queryFn: ({ signal }) =>
      read(api.GET("/api/tickets/{number}/targets", { params: { path: { number } }, signal })) as Promise<Target[]>,
    // Time passes without anybody doing anything.
    refetchInterval: 60_000,
  });

export const ownPromiseQuery = (number: number) =>
  queryOptions({
    queryKey: ["portal", "promise", number],
    queryFn: ({ signal }) =>
      read(api.GET("/api/portal/tickets/{number}/promise", { params: { path: { number } }, signal })),
    refetchInterval: 60_000,
  });

export const calendarsQuery = queryOptions({
  queryKey: ["service-levels", "calendars"],
  queryFn: ({ signal }) => read(api.GET("/api/calendars", { signal })),
});

export const levelsQuery = queryOptions({
  queryKey: ["service-levels", "levels"],
  queryFn: ({ signal }) => read(api.GET("/api/service-levels", { signal })),
});

export const recomputationsQuery = queryOptions({
  queryKey: ["service-levels", "recomputations"],
  queryFn: ({ signal }) => read(api.GET("/api/service-levels/recomputations", { signal })),
  refetchInterval: ({ state }) => (state.data?.some((run) => !run.finishedAt) ? 2000 : false),
});

export const previewQuery = (rules: CalendarRules, at: string, minutes: number[]) =>
  queryOptions({
    queryKey: ["service-levels", "preview", rules, at, minutes],
    queryFn: ({ signal }) => read(api.POST("/api/service-levels/preview", { body: { rules, at, minutes }, signal })),
    enabled: minutes.length > 0 && at.length > 0,
    retry: false,
  });

export const rotationsQuery = queryOptions({
  queryKey: ["alerts", "rotations"],
  queryFn: ({ signal }) => read(api.GET("/api/on-call/rotations", { signal })),
});

export const shiftsQuery = (id: number) =>
  queryOptions({
    queryKey: ["alerts", "shifts", id],
    queryFn: ({ signal }) =>
      read(api.GET("/api/on-call/rotations/{id}/shifts", { params: { path: { id }, query: { days: 28 } }, signal })),
  });

export const alertsQuery = (answered: boolean) =>
  queryOptions({
    queryKey: ["alerts", answered ? "answered" : "open"],
    queryFn: ({ signal }) =>
      read(api.GET("/api/on-call/alerts", { params: { query: { answered, limit: 50 } }, signal })),
    refetchInterval: 60_000,
  });

/** A change of what is promised: everything that shows due times is fetched anew. */
export function useLevelChange<T, R>(change: (value: T) => Promise<R>, quiet = false) {
  const cache = useQueryClient();
  return useMutation({
    meta: { quiet },
    mutationFn: change,
    onSuccess: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ["service-levels"] }),
        cache.invalidateQueries({ queryKey: ["tickets"] }),
      ]),
  });
}

/** A change of who is on call or of an alert. */
export function useOnCallChange<T, R>(change: (value: T) => Promise<R>, quiet = false) {
  const cache = useQueryClient();
  return useMutation({
    meta: { quiet },
    mutationFn: change,
    onSuccess: () => cache.invalidateQueries({ queryKey: ["alerts"] }),
  });
}
