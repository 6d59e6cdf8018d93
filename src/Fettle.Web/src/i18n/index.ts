import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Texts } from "./en";

export const languages = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof languages;

const stored = "fettle.language";

// A person reads one language; the other is not downloaded.
const load: Record<Language, () => Promise<Texts>> = {
  en: async () => (await import("./en")).texts,
  de: async () => (await import("./de")).texts,
};

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "texts";
    resources: { texts: Texts };
  }
}

export const i18n = i18next;

export function isLanguage(value: string | null | undefined): value is Language {
  return value === "en" || value === "de";
}

/** Reads the language chosen before, else the browser's, else English. */
export async function startTexts() {
  const wanted = [localStorage.getItem(stored), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  const language = wanted.find(isLanguage) ?? "en";
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { texts: await load[language]() } },
    defaultNS: "texts",
    ns: ["texts"],
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language) {
  if (!i18next.hasResourceBundle(language, "texts"))
    i18next.addResourceBundle(language, "texts", await load[language]());
  localStorage.setItem(stored, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
