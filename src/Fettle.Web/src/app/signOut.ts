import { useMutation } from "@tanstack/react-query";
import { api, read } from "~/api/client";

/** Ends the session. The page is loaded anew so that nothing of it stays in memory. */
export function useSignOut() {
  const { mutate } = useMutation({
    mutationFn: () => read(api.POST("/api/sign-out")),
    onSuccess: () => window.location.assign("/sign-in"),
  });
  return () => mutate();
}
