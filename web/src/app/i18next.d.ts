import type fi from '../locales/fi.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    /** Keys are checked against the Finnish file; `check:translations` holds the others equal to it. */
    resources: { translation: typeof fi };
  }
}
