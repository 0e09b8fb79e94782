/** The languages of the client; the first is the default. */
export const LANGUAGES = ['fi', 'sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { fi: 'Suomi', sv: 'Svenska', en: 'English' };

const REMEMBERED = 'tallenne-language';

/** The language that was chosen in this browser before, otherwise Finnish. */
export function rememberedLanguage(): Language {
  const remembered = localStorage.getItem(REMEMBERED);
  return LANGUAGES.find(language => language === remembered) ?? LANGUAGES[0];
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(REMEMBERED, language);
}
