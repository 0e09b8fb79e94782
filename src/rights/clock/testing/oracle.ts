import type { Stop } from '../stop.js';
import { ALMANAC, SAME_EACH_YEAR } from './almanac.js';

const DAY_MS = 86_400_000;
const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short' });

/** The rule of domain.md §3 stated a second time, by the almanac and by counting days one by one; shares no code with the clock. */
export function endByAlmanac(receivedOn: string, months: number, stops: readonly Stop[] = []): string {
  return rolledByAlmanac(unrolledByAlmanac(receivedOn, months, stops));
}

/** As {@link endByAlmanac}, before it is rolled. Right where each stop began in time and has ended. */
export function unrolledByAlmanac(receivedOn: string, months: number, stops: readonly Stop[] = []): string {
  return [...stoodStill(stops)].reduce(end => dayAfter(end), sameNumber(receivedOn, months));
}

export function rolledByAlmanac(day: string): string {
  return worksByAlmanac(day) ? day : rolledByAlmanac(dayAfter(day));
}

/** Whether people work on `day` of 2024 to 2037. */
export function worksByAlmanac(day: string): boolean {
  const movable = ALMANAC[Number(day.slice(0, 4))];
  if (movable === undefined) throw new Error(`the almanac has no ${day}`);
  const free = [...SAME_EACH_YEAR, ...Object.values(movable)];
  return !['Sat', 'Sun'].includes(weekday.format(Date.parse(day))) && !free.includes(day.slice(5));
}

function sameNumber(day: string, months: number): string {
  const [year, month, number] = day.split('-').map(Number) as [number, number, number];
  const [toYear, toMonth] = month + months > 12 ? [year + 1, month + months - 12] : [year, month + months];
  const leap = toYear % 4 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const toNumber = Math.min(number, lengths[toMonth - 1] ?? 0);
  return [toYear, String(toMonth).padStart(2, '0'), String(toNumber).padStart(2, '0')].join('-');
}

function stoodStill(stops: readonly Stop[]): ReadonlySet<string> {
  const days = new Set<string>();
  for (const { stoppedOn, resumedOn } of stops)
    for (let day: string = stoppedOn; day < (resumedOn ?? day); day = dayAfter(day)) days.add(day);
  return days;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}
