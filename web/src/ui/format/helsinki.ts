import type { Language } from '../../app/languages.js';

/** The zone in which the register's days begin and end. */
const ZONE = 'Europe/Helsinki';

export const LOCALES: Readonly<Record<Language, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };
/** What stands between a date and a time of day. */
const BEFORE_TIME: Readonly<Record<Language, string>> = { fi: ' klo ', sv: ' kl. ', en: ', ' };
const DATE_STYLES = { fi: 'short', sv: 'short', en: 'medium' } as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** The date of an instant in Helsinki, such as `3.8.2026`. */
export function date(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, dateStyle: DATE_STYLES[language] }).format(
    new Date(instant),
  );
}

/** The time of day of an instant in Helsinki, such as `9.05`; with seconds `9.05.12`. */
export function time(instant: string, language: Language, seconds = false): string {
  const style = seconds ? 'medium' : 'short';
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, timeStyle: style }).format(new Date(instant));
}

/** Date and time of an instant in Helsinki, such as `3.8.2026 klo 9.05`. */
export function dateTime(instant: string, language: Language, seconds = false): string {
  return `${date(instant, language)}${BEFORE_TIME[language]}${time(instant, language, seconds)}`;
}

/** The weekday of an instant in Helsinki, short. */
export function weekday(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, weekday: 'short' }).format(new Date(instant));
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
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, month: 'long', year: 'numeric' }).format(
    new Date(noonOf(`${text}-01`)),
  );
}

/** The day on which an instant falls in Helsinki, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' }).format(instant);
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
