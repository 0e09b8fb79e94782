import type { Language } from '../../app/languages.js';

/** The zone in which the register's days begin and end. */
const ZONE = 'Europe/Helsinki';

export const LOCALES: Readonly<Record<Language, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };
/** What stands between a date and a time of day. */
const BEFORE_TIME: Readonly<Record<Language, string>> = { fi: ' klo ', sv: ' kl. ', en: ', ' };
const DATE_STYLES = { fi: 'short', sv: 'short', en: 'medium' } as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

const writers = new Map<string, Intl.DateTimeFormat>();

/** In Helsinki. A writer costs much more than what it writes, and a list asks for a hundred. */
function written(instant: Date | string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  const writer = writers.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options });
  writers.set(key, writer);
  return writer.format(new Date(instant));
}

/** The date of an instant in Helsinki, such as `3.8.2026`. */
export function date(instant: string, language: Language): string {
  return written(instant, LOCALES[language], { dateStyle: DATE_STYLES[language] });
}

/** The time of day of an instant in Helsinki, such as `9.05`; with seconds `9.05.12`. */
export function time(instant: string, language: Language, seconds = false): string {
  return written(instant, LOCALES[language], { timeStyle: seconds ? 'medium' : 'short' });
}

/** Date and time of an instant in Helsinki, such as `3.8.2026 klo 9.05`. */
export function dateTime(instant: string, language: Language, seconds = false): string {
  return `${date(instant, language)}${BEFORE_TIME[language]}${time(instant, language, seconds)}`;
}

/** The weekday of an instant in Helsinki, short. */
export function weekday(instant: string, language: Language): string {
  return written(instant, LOCALES[language], { weekday: 'short' });
}

/** A calendar day (`YYYY-MM-DD`) as people write it. */
export function day(text: string, language: Language): string {
  return date(noonOf(text), language);
}

/** The weekday of a calendar day, short. */
export function weekdayOf(text: string, language: Language): string {
  return weekday(noonOf(text), language);
}

/** A month (`YYYY-MM`) in words. */
export function month(text: string, language: Language): string {
  return written(noonOf(`${text}-01`), LOCALES[language], { month: 'long', year: 'numeric' });
}

/** The day on which an instant falls in Helsinki, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return written(instant, 'sv-SE', { dateStyle: 'short' });
}

/** How many days `to` is after `from`; both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The day `count` days after `text`. */
export function addDays(text: string, count: number): string {
  return new Date(Date.parse(text) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The day on which the week of `text` begins. */
export function mondayOf(text: string): string {
  const weekday = (new Date(Date.parse(text)).getUTCDay() + 6) % 7;
  return addDays(text, -weekday);
}

/** The same day number `count` months after `text`; the last day of a month that is too short. */
export function addMonths(text: string, count: number): string {
  const day = new Date(Date.parse(`${text.slice(0, 8)}01`));
  day.setUTCMonth(day.getUTCMonth() + count + 1, 0);
  day.setUTCDate(Math.min(day.getUTCDate(), Number(text.slice(8))));
  return day.toISOString().slice(0, 10);
}

/** Whether `text` is a calendar day, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

/** The instant at which the day begins in Helsinki, RFC 3339 in UTC. */
export function startOfDay(text: string): string {
  const utcMidnight = Date.parse(text);
  const offsets = [2, 3].map(hours => new Date(utcMidnight - hours * 3_600_000));
  const start = offsets.find(instant => dayOf(instant) === text && dayOf(new Date(instant.getTime() - 1)) !== text);
  if (!start) throw new RangeError('Helsinki is two or three hours ahead of UTC.');
  return start.toISOString();
}

/** Noon in UTC lies inside the same day in Helsinki. */
function noonOf(text: string): string {
  return `${text}T12:00:00Z`;
}
