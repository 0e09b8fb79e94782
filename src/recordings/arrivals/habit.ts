import { addDays, helsinkiDay, helsinkiHour, type Day } from '../../kernel/calendar.js';
import { isQuietDay } from '../../kernel/finnish-holidays.js';

/** The weeks that a habit is known by, and in how many of them calls must have come in an hour for it to be a usual one. */
export const HABIT_WEEKS = 8;
export const USUAL_WEEKS = 6;

const HOUR_MS = 3_600_000;
/** What is further back says no more than what is nearer. */
const LOOKED_BACK_HOURS = 14 * 24;

/** In how many of the last eight weeks calls came in an hour of a weekday; 1 is Monday, as in ISO 8601. */
export interface HabitHour {
  readonly weekday: number;
  readonly hour: number;
  readonly weeks: number;
}

/** Whether calls come in that hour as a rule. */
export function isUsual({ weeks }: HabitHour): boolean {
  return weeks >= USUAL_WEEKS;
}

/**
 * The number of usual hours of Helsinki time that are over since the last arrival and in which nothing came. Public holidays
 * and their two eves do not count. An hour that the autumn change of clocks has twice counts once.
 */
export function silentHours(habit: readonly HabitHour[], lastAt: Date, now: Date): number {
  const usual = new Set(habit.filter(isUsual).map(({ weekday, hour }) => `${weekday} ${hour}`));
  if (usual.size === 0) return 0;
  const cameIn = labelOf(lastAt);
  const silent = new Set(
    hoursSince(lastAt, now)
      .map(labelOf)
      .filter(({ day, hour }) => usual.has(`${weekdayOf(day)} ${hour}`) && !isQuietDay(day))
      .map(({ day, hour }) => `${day} ${hour}`),
  );
  silent.delete(`${cameIn.day} ${cameIn.hour}`);
  return silent.size;
}

/** The first day of the weeks that the habit of `today` is known by; the last one is yesterday. */
export function habitFrom(today: Day): Day {
  return addDays(today, -7 * HABIT_WEEKS);
}

/** Whole hours that began after the one of the last arrival and are over, newest first. */
function hoursSince(lastAt: Date, now: Date): Date[] {
  const last = Math.floor(lastAt.getTime() / HOUR_MS);
  const current = Math.floor(now.getTime() / HOUR_MS);
  const count = Math.max(0, Math.min(current - last - 1, LOOKED_BACK_HOURS));
  return Array.from({ length: count }, (_, n) => new Date((current - 1 - n) * HOUR_MS));
}

function labelOf(at: Date): { readonly day: Day; readonly hour: number } {
  return { day: helsinkiDay(at), hour: helsinkiHour(at) };
}

/** 1 is Monday, 7 Sunday. */
function weekdayOf(day: Day): number {
  return ((new Date(day).getUTCDay() + 6) % 7) + 1;
}
