import { addDays, parseDay, type Day } from './calendar.js';

/** Midsummer Day and All Saints' Day move: the first Saturday on or after a day of the month (domain.md §3). */
const MIDSUMMER_FROM = '06-20';
const ALL_SAINTS_FROM = '10-31';

/** Days of the month that are the same each year: New Year, Epiphany, May Day, Independence Day, Christmas Day, Boxing Day. */
const FIXED = ['01-01', '01-06', '05-01', '12-06', '12-25', '12-26'] as const;

/** Days from Easter Sunday: Good Friday, Easter Sunday and Monday, Ascension Day, Pentecost. */
const FROM_EASTER = [-2, 0, 1, 39, 49] as const;

const byYear = new Map<number, ReadonlySet<Day>>();

/**
 * Whether `day` is a public holiday in Finland; Sundays as such are none. Christmas Eve and Midsummer Eve are not either
 * (domain.md §3): see {@link isQuietDay}.
 */
export function isPublicHoliday(day: Day): boolean {
  const year = Number(day.slice(0, 4));
  const known = byYear.get(year) ?? holidaysOf(year);
  byYear.set(year, known);
  return known.has(day);
}

/** A public holiday, or one of the two eves on which desks are closed as well: who is silent then says nothing by it. */
export function isQuietDay(day: Day): boolean {
  return isPublicHoliday(day) || day.endsWith('-12-24') || isMidsummerEve(day);
}

/** Easter Sunday of a year of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const fromMarch = h + l - 7 * m + 114;
  return dayOf(year, `${twoDigits(Math.floor(fromMarch / 31))}-${twoDigits((fromMarch % 31) + 1)}`);
}

function holidaysOf(year: number): ReadonlySet<Day> {
  const easter = easterSunday(year);
  return new Set([
    ...FIXED.map(monthDay => dayOf(year, monthDay)),
    ...FROM_EASTER.map(days => addDays(easter, days)),
    saturdayFrom(dayOf(year, MIDSUMMER_FROM)),
    saturdayFrom(dayOf(year, ALL_SAINTS_FROM)),
  ]);
}

function isMidsummerEve(day: Day): boolean {
  return addDays(day, 1) === saturdayFrom(dayOf(Number(day.slice(0, 4)), MIDSUMMER_FROM));
}

function saturdayFrom(day: Day): Day {
  return addDays(day, (6 - new Date(day).getUTCDay() + 7) % 7);
}

function dayOf(year: number, monthDay: string): Day {
  return parseDay(`${String(year).padStart(4, '0')}-${monthDay}`);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
