import { MutationCache, QueryClient } from "@tanstack/react-query";
import { notifyProblem } from "~/ui/notify";
import { Problem } from "./problem";

declare module "@tanstack/react-query" {
  interface Register {
    /** `quiet`: the form shows the error itself, so no notification is raised. */
    mutationMeta: { quiet?: boolean };
  }
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // An answer that says no will say no again.
      retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status < 500),
    },
  },
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      if (!mutation.meta?.quiet) notifyProblem(error);
    },
  }),
});
