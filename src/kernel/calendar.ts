import { DomainError } from './errors.js';

declare const dayBrand: unique symbol;

/** A calendar date of Europe/Helsinki, 'YYYY-MM-DD', years 0001 to 9999. Days compare with `<`, `>` and `===`. */
export type Day = string & { readonly [dayBrand]: true };

/** Stands for "without an end" where a day is compared. */
export const LAST_DAY = '9999-12-31' as Day;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FORM = /^(?!0000)\d{4}-\d{2}-\d{2}$/;

const hourInHelsinki = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Europe/Helsinki',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** Eleven years of hours: arbitrary dates from outside must not grow the memory without end. */
const REMEMBERED_HOURS = 100_000;
const dayByUtcHour = new Map<number, Day>();

/** Whether `text` is a date that exists, as 'YYYY-MM-DD'. */
export function isDay(text: string): text is Day {
  if (!FORM.test(text)) return false;
  const utcMidnightMs = Date.parse(text);
  // Date.parse turns 30 February into 2 March.
  return !Number.isNaN(utcMidnightMs) && new Date(utcMidnightMs).toISOString().startsWith(text);
}

/** `text` as a day. Throws `invalid-day` for anything but the 'YYYY-MM-DD' of a date that exists. */
export function parseDay(text: string): Day {
  if (isDay(text)) return text;
  throw new DomainError('invalid', 'invalid-day', 'A day is a date that exists, written YYYY-MM-DD.');
}

/**
 * The date that a calendar in Helsinki shows at the instant `at`, by the time zone database of the running Node.
 * Right from May 1921 on: since then Helsinki has been whole hours ahead of UTC, so a UTC hour lies within one day.
 */
export function helsinkiDay(at: Date): Day {
  const utcHour = Math.floor(at.getTime() / HOUR_MS);
  return dayByUtcHour.get(utcHour) ?? rememberDay(utcHour);
}

/** The hour of the day in Helsinki, 0 to 23. */
export function helsinkiHour(at: Date): number {
  return Number(hourInHelsinki.format(at)) % 24;
}

function rememberDay(utcHour: number): Day {
  const utc = new Date(utcHour * HOUR_MS);
  const hoursAhead = (Number(hourInHelsinki.format(utc)) - utc.getUTCHours() + 24) % 24;
  const day = dayAt((utcHour + hoursAhead) * HOUR_MS);
  if (dayByUtcHour.size >= REMEMBERED_HOURS) dayByUtcHour.clear();
  dayByUtcHour.set(utcHour, day);
  return day;
}

/** The instant at which `day` begins in Helsinki: 00:00, which is 22:00 or in summer 21:00 UTC of the day before. */
export function startOfDay(day: Day): Date {
  const inSummer = new Date(Date.parse(day) - 3 * HOUR_MS);
  return helsinkiDay(inSummer) === day ? inSummer : new Date(inSummer.getTime() + HOUR_MS);
}

/** The day `days` whole days after `day`, or before it when negative. Throws `invalid-day` beyond year 9999. */
export function addDays(day: Day, days: number): Day {
  return dayAt(Date.parse(day) + days * DAY_MS);
}

/**
 * The same day number `months` months after `day`, or before it when negative; the last day of a month that is too short
 * (Reg. 1182/71 art. 3(2)(c)). Throws `invalid-day` beyond year 9999.
 */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(day);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
  date.setUTCDate(Math.min(date.getUTCDate(), Number(day.slice(8))));
  return dayAt(date.getTime());
}

/** The number of days from `from` to `to`; negative when `to` is the earlier one. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

/** Every day from `first` to `last`, both included, in order; none when `last` is before `first`. */
export function daysFrom(first: Day, last: Day): Day[] {
  return Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, n) => addDays(first, n));
}

/** The date of `ms` in UTC, where a day is a plain number of milliseconds. */
function dayAt(ms: number): Day {
  return parseDay(new Date(ms).toISOString().slice(0, 10));
}
