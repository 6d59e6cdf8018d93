import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read, upload } from "~/api/client";
import type { ImportRequest, ImportRun, ImportSource } from "~/api/shapes";

export const importsQuery = queryOptions({
  queryKey: ["imports"],
  // What a run counts is always there; the document does not say so of fields with a usual value.
  queryFn: async ({ signal }) => (await read(api.GET("/api/imports", { signal }))) as ImportRun[],
});

export const refusalsQuery = (id: number) =>
  queryOptions({
    queryKey: ["imports", id, "refusals"],
    queryFn: ({ signal }) =>
      read(api.GET("/api/imports/{id}/refusals", { params: { path: { id }, query: { limit: 100 } }, signal })),
  });

function useImportChange<T, R>(mutationFn: (given: T) => Promise<R>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => cache.invalidateQueries({ queryKey: importsQuery.queryKey }),
  });
}

export interface NewImport {
  organisationId: number;
  source: ImportSource;
  request: ImportRequest;
  file: File | null;
}

export const useCreateImport = () =>
  useImportChange(async ({ organisationId, source, request, file }: NewImport) => {
    const made = await read(api.POST("/api/imports", { body: { organisationId, source, import: request } }));
    if (file) await upload(`/api/imports/${made.id}/file`, [file]);
    return made;
  });

export const useHandInFile = (id: number) => useImportChange((file: File) => upload(`/api/imports/${id}/file`, [file]));

export const useChangeImport = (id: number) =>
  useImportChange((request: ImportRequest) =>
    read(api.PUT("/api/imports/{id}", { params: { path: { id } }, body: request })),
  );

export const usePreviewImport = (id: number) =>
  useMutation({ mutationFn: () => read(api.POST("/api/imports/{id}/preview", { params: { path: { id } } })) });

export const useStartImport = (id: number) =>
  useImportChange(() => read(api.POST("/api/imports/{id}/start", { params: { path: { id } } })));

export const useStopImport = (id: number) =>
  useImportChange(() => read(api.POST("/api/imports/{id}/stop", { params: { path: { id } } })));

export const useDeleteImport = (id: number) =>
  useImportChange(() => read(api.DELETE("/api/imports/{id}", { params: { path: { id } } })));
