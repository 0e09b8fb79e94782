import i18next, { type BackendModule, type ReadCallback } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, rememberedLanguage, rememberLanguage, type Language } from './languages.js';

interface Parts {
  readonly first: () => Promise<{ default: object }>;
  readonly rest: () => Promise<{ default: object }>;
}

/** Each language is loaded when it is chosen: at once what the pages that are opened first say, and then the rest. */
const FILES: Readonly<Record<Language, Parts>> = {
  fi: { first: () => import('../locales/fi.json?first'), rest: () => import('../locales/fi.json?rest') },
  sv: { first: () => import('../locales/sv.json?first'), rest: () => import('../locales/sv.json?rest') },
  en: { first: () => import('../locales/en.json?first'), rest: () => import('../locales/en.json?rest') },
};

const files: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language: string, _namespace: string, done: ReadCallback) => {
    FILES[language as Language]
      .first() // one of `supportedLngs`
      .then(file => {
        done(null, file.default);
      })
      .catch((error: unknown) => {
        done(error as Error, null);
      });
  },
};

const loading = new Map<Language, Promise<void>>();

/** The texts of the pages that are not opened first: the same promise each time, and a new one after a failure. */
export function restOfTexts(language: Language): Promise<void> {
  const begun = loading.get(language) ?? loadRest(language);
  loading.set(language, begun);
  return begun;
}

async function loadRest(language: Language): Promise<void> {
  try {
    const { default: texts } = await FILES[language].rest();
    await i18next.loadLanguages(language);
    i18next.addResourceBundle(language, 'translation', texts, true);
  } catch (error) {
    loading.delete(language);
    throw error;
  }
}

/** Starts the translations in the remembered language; the document's `lang` follows it. */
export async function startTranslations(): Promise<void> {
  i18next.on('languageChanged', language => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(files)
    .use(initReactI18next)
    .init({
      lng: rememberedLanguage(),
      supportedLngs: LANGUAGES,
      fallbackLng: false,
      interpolation: { escapeValue: false }, // React escapes
    });
}

export async function chooseLanguage(language: Language): Promise<void> {
  rememberLanguage(language);
  await restOfTexts(language); // whatever page is open
  await i18next.changeLanguage(language);
}
