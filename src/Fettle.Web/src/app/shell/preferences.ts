import { type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, read } from "~/api/client";
import type { Theme } from "~/api/shapes";
import { meQuery, useMe } from "~/app/session";
import { changeLanguage, i18n, isLanguage, type Language } from "~/i18n";

interface Choice {
  theme?: MantineColorScheme;
  language?: Language;
}

// The server says "system" for what Mantine calls "auto".
const themeOf = (scheme: MantineColorScheme): Theme => (scheme === "auto" ? "system" : scheme);
const schemeOf = (theme: Theme): MantineColorScheme => (theme === "system" ? "auto" : theme);

/** Changes the look or the language at once, and keeps the choice with the person for their other browsers. */
export function usePreferences() {
  const cache = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const keep = useMutation({
    mutationFn: (body: { theme: Theme; language: string }) => read(api.PUT("/api/me/preferences", { body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  return ({ theme, language }: Choice) => {
    if (theme) setColorScheme(theme);
    if (language) void changeLanguage(language);
    keep.mutate({ theme: themeOf(theme ?? colorScheme), language: language ?? i18n.language });
  };
}

/** Takes over what the person chose in another browser. */
export function useKeptPreferences() {
  const { person } = useMe();
  const { setColorScheme } = useMantineColorScheme();
  const theme = person?.theme;
  const language = person?.language;
  useEffect(() => {
    if (theme) setColorScheme(schemeOf(theme));
  }, [theme, setColorScheme]);
  useEffect(() => {
    if (isLanguage(language) && language !== i18n.language) void changeLanguage(language);
  }, [language]);
}
