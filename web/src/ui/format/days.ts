import { addDays, daysBetween, startOfDay } from './helsinki.js';

const HOUR_MS = 3_600_000;

/** Every day from `from` to `to` (`YYYY-MM-DD`), both included. */
export function daysOf(from: string, to: string): string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
}

/** The instants (RFC 3339 in UTC) at which the hours of those days begin in Helsinki. */
export function hoursOf(from: string, to: string): string[] {
  const [first, end] = [startOfDay(from), startOfDay(addDays(to, 1))].map(instant => Date.parse(instant));
  if (first === undefined || end === undefined) return [];
  return Array.from({ length: (end - first) / HOUR_MS }, (_, index) => new Date(first + index * HOUR_MS).toISOString());
}
