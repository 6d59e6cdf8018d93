import { type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read } from "~/api/client";
import { meQuery } from "~/app/session";
import { changeLanguage, i18n, type Language } from "~/i18n";

interface Choice {
  theme?: MantineColorScheme;
  language?: Language;
}

/** Changes the look or the language at once, and keeps the choice with the person for their other browsers. */
export function usePreferences() {
  const cache = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const keep = useMutation({
    mutationFn: (body: { theme: string; language: string }) => read(api.PUT("/api/me/preferences", { body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  return ({ theme, language }: Choice) => {
    if (theme) setColorScheme(theme);
    if (language) void changeLanguage(language);
    keep.mutate({ theme: theme ?? colorScheme, language: language ?? i18n.language });
  };
}
