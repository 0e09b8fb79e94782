import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../../app/languages.js';
import * as helsinki from './helsinki.js';
import { size, span } from './measures.js';

/** The language in use. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return LANGUAGES.find(language => language === i18n.resolvedLanguage) ?? LANGUAGES[0];
}

/** Dates and times in Helsinki, and numbers, in the language in use. */
export function useFormat() {
  const language = useLanguage();
  return useMemo(
    () => ({
      date: (instant: string) => helsinki.date(instant, language),
      time: (instant: string) => helsinki.time(instant, language),
      dateTime: (instant: string) => helsinki.dateTime(instant, language),
      dateTimeExact: (instant: string) => helsinki.dateTime(instant, language, true),
      weekday: (instant: string) => helsinki.weekday(instant, language),
      day: (day: string) => helsinki.day(day, language),
      month: (month: string) => helsinki.month(month, language),
      size: (bytes: number) => size(bytes, language),
      span: (ms: number) => span(ms, language),
      number: (value: number) => value.toLocaleString(helsinki.LOCALES[language]),
      percent: (share: number) =>
        share.toLocaleString(helsinki.LOCALES[language], { style: 'percent', maximumFractionDigits: 0 }),
      weekdayOf: (day: string) => helsinki.weekdayOf(day, language),
    }),
    [language],
  );
}
