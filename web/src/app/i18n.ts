import i18next, { type BackendModule, type ReadCallback } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, rememberedLanguage, rememberLanguage, type Language } from './languages.js';

/** Each language is a file of its own and loaded when it is chosen. */
const FILES: Readonly<Record<Language, () => Promise<{ default: object }>>> = {
  fi: () => import('../locales/fi.json'),
  sv: () => import('../locales/sv.json'),
  en: () => import('../locales/en.json'),
};

const files: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language: string, _namespace: string, done: ReadCallback) => {
    FILES[language as Language]() // one of `supportedLngs`
      .then(file => {
        done(null, file.default);
      })
      .catch((error: unknown) => {
        done(error as Error, null);
      });
  },
};

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
  await i18next.changeLanguage(language);
}
