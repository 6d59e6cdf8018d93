import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read } from "~/api/client";
import type { CheckupStatus } from "~/api/shapes";

const underWay = (status: CheckupStatus | undefined) => status === "waiting" || status === "running";

export const diagnosisQuery = (number: number) =>
  queryOptions({
    queryKey: ["diagnosis", String(number)],
    queryFn: ({ signal }) => read(api.GET("/api/tickets/{number}/diagnosis", { params: { path: { number } }, signal })),
    // Nudges tell of the end; this is for when the line is cut.
    refetchInterval: (query) => (underWay(query.state.data?.current?.status) ? 5000 : false),
  });

export const checkupQuery = (id: number) =>
  queryOptions({
    queryKey: ["checkup", String(id)],
    queryFn: ({ signal }) => read(api.GET("/api/checkups/{id}", { params: { path: { id } }, signal })),
    refetchInterval: (query) => (underWay(query.state.data?.status) ? 5000 : false),
  });

export interface RemedyChoice {
  checkUpId: number;
  cause: string;
  remedyId: string;
}

export const previewQuery = (choice: RemedyChoice) =>
  queryOptions({
    queryKey: ["remedy-preview", choice],
    queryFn: () => read(api.POST("/api/remedies/preview", { body: choice })),
    // What would run depends on the device as it is now.
    staleTime: 0,
    gcTime: 0,
  });

export function useStartCheckup() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { deviceId: number; symptom: string | null; ticketNumber: number | null }) =>
      read(api.POST("/api/checkups", { body })),
    onSuccess: (_made, { ticketNumber, deviceId }) =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ["diagnosis", String(ticketNumber)] }),
        cache.invalidateQueries({ queryKey: ["device", String(deviceId)] }),
      ]),
  });
}

export function useApplyRemedy(ticketNumber: number | undefined) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (choice: RemedyChoice) =>
      read(api.POST("/api/remedies", { body: { ...choice, ticketNumber: ticketNumber ?? null } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["diagnosis"] }),
  });
}
