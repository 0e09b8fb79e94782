import { LOCALES, type Language } from '../../kernel/languages.js';
import type { PromiseView } from './promises.schemas.js';
import { promiseWordsOf } from './words/words-of.js';

/** Each figure as a line: its name and its value. */
export function writtenFigures(figures: PromiseView['figures'], language: Language): string[] {
  return figures.map(({ label, kind, value }) => `${label[language]}: ${written(kind, value, language)}`);
}

export function writtenInstant(instant: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Europe/Helsinki',
  });
  return format.format(new Date(instant));
}

function written(
  kind: PromiseView['figures'][number]['kind'],
  value: PromiseView['figures'][number]['value'],
  language: Language,
): string {
  const locale = LOCALES[language];
  if (value === null) return promiseWordsOf(language)[kind === 'country' ? 'undeclared' : 'none'];
  switch (kind) {
    case 'day':
      return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone: 'UTC' }).format(new Date(String(value)));
    case 'instant':
      return writtenInstant(String(value), locale);
    case 'country':
      return new Intl.DisplayNames(locale, { type: 'region' }).of(String(value)) ?? String(value);
    case 'count':
      return new Intl.NumberFormat(locale).format(Number(value));
    case 'number':
      return String(value);
  }
}
