import { isDay, startOfDay, time } from '../../ui/format/helsinki.js';

const TIME = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/;
const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

/** A time of day as people write it, such as `9.05`, in minutes; null for anything else. */
export function typedTime(text: string): number | null {
  const [, hours, minutes] = TIME.exec(text.trim()) ?? [];
  return hours === undefined ? null : Number(hours) * HOUR_MINUTES + Number(minutes);
}

/** The instant of a day (`YYYY-MM-DD`) and a time of day in Helsinki, RFC 3339 in UTC; null where either is none. */
export function helsinkiMoment(day: string, text: string): string | null {
  const minutes = typedTime(text);
  if (minutes === null || !isDay(day)) return null;
  const midnight = Date.parse(startOfDay(day));
  // On two days of the year an hour is missing, or there twice.
  const guesses = [0, -HOUR_MINUTES, HOUR_MINUTES].map(shift => midnight + (minutes + shift) * MINUTE_MS);
  const found = guesses.find(at => typedTime(timeOf(at)) === minutes);
  return found === undefined ? null : new Date(found).toISOString();
}

/** The time of day of an instant in Helsinki as people write it. */
export function timeOf(at: number | string): string {
  return time(new Date(at).toISOString(), 'fi');
}
