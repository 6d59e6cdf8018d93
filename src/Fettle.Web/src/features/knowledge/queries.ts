import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api, read } from "~/api/client";
import type { ArticleStatus, Audience } from "~/api/shapes";

export const articlesQuery = (q: string | undefined, status: ArticleStatus | undefined) =>
  infiniteQueryOptions({
    queryKey: ["articles", { q, status }],
    queryFn: ({ pageParam, signal }) =>
      read(api.GET("/api/articles", { params: { query: { q, status, cursor: pageParam, limit: 50 } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** The article as it stands, or as one of its versions stood. */
export const articleQuery = (id: number, version?: number) =>
  queryOptions({
    queryKey: ["article", String(id), "page", version],
    queryFn: ({ signal }) =>
      read(api.GET("/api/articles/{id}", { params: { path: { id }, query: { version } }, signal })),
  });

export const versionsQuery = (id: number) =>
  queryOptions({
    queryKey: ["article", String(id), "versions"],
    queryFn: ({ signal }) => read(api.GET("/api/articles/{id}/versions", { params: { path: { id } }, signal })),
  });

function useArticlesChanged() {
  const cache = useQueryClient();
  return () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: ["articles"] }),
      cache.invalidateQueries({ queryKey: ["article"] }),
    ]);
}

export interface ArticleText {
  title: string;
  body: string;
  /** What only the desk reads: the commands, the cause. */
  forTechnicians: string | null;
  audience: Audience;
}

/** Keeps what was written: a new article, or the next version of one. */
export function useWriteArticle(id: number | null) {
  const changed = useArticlesChanged();
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: ArticleText) =>
      id === null
        ? read(api.POST("/api/articles", { body }))
        : read(api.PUT("/api/articles/{id}", { params: { path: { id } }, body })),
    onSuccess: changed,
  });
}

export function useArticleStep(id: number) {
  const changed = useArticlesChanged();
  return useMutation({
    mutationFn: (step: "publish" | "archive") => {
      const params = { path: { id } };
      return step === "publish"
        ? read(api.POST("/api/articles/{id}/publish", { params }))
        : read(api.POST("/api/articles/{id}/archive", { params }));
    },
    onSuccess: changed,
  });
}

export function useHelpful(id: number) {
  return useMutation({
    mutationFn: (helpful: boolean) =>
      read(api.POST("/api/articles/{id}/helpful", { params: { path: { id } }, body: { helpful } })),
  });
}
