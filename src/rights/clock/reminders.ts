import { daysBetween, type Day } from '../../kernel/calendar.js';
import { isExtended, periodInForce, type RequestClock } from './request-clock.js';
import { internalTarget, TARGET_DAYS } from './response-period.js';

/** What a house wants to be reminded of. */
export interface ReminderSettings {
  /** Days before the last day. */
  readonly daysBefore: readonly number[];
  readonly targetDays: number;
}

export const REMINDERS: ReminderSettings = { daysBefore: [14, 7, 3, 1], targetDays: TARGET_DAYS };

export const REMINDER_KINDS = ['internal-target', 'before-last-day', 'last-day', 'late'] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** One thing to say about a request that has not been answered. */
export interface Reminder {
  readonly kind: ReminderKind;
  /** The last day that it speaks of, or the target. */
  readonly about: Day;
  /** Before the last day the number of days it was set for; how many days late; otherwise zero. */
  readonly days: number;
}

/** What tells a reminder of a request from every other one of it; a last day that has moved is spoken of anew. */
export function reminderKey({ kind, about, days }: Reminder): string {
  return `${kind}:${about}:${days}`;
}

/**
 * What is to be said on `on` of a request that is not answered yet and was not said before; `said` has the
 * {@link reminderKey} of each. Who did not look for some days gets the nearest reminder only, not those before it. While the
 * clock stands still nothing is due.
 */
export function remindersDue(
  on: Day,
  request: RequestClock,
  said: ReadonlySet<string>,
  settings = REMINDERS,
): Reminder[] {
  const due = [targetDue(on, request, settings), lastDayDue(on, request, settings)];
  return due.filter(reminder => reminder !== null).filter(reminder => !said.has(reminderKey(reminder)));
}

/** The target belongs to the first period, and says nothing more once the last day has come. */
function targetDue(on: Day, request: RequestClock, { targetDays }: ReminderSettings): Reminder | null {
  const target = internalTarget(request.receivedOn, request.stops, targetDays).lastDay;
  const last = periodInForce(request).lastDay;
  if (isExtended(request) || target === null || last === null) return null;
  return on >= target && on < last ? { kind: 'internal-target', about: target, days: 0 } : null;
}

function lastDayDue(on: Day, request: RequestClock, { daysBefore }: ReminderSettings): Reminder | null {
  const about = periodInForce(request).lastDay;
  if (about === null) return null;
  const left = daysBetween(on, about);
  if (left < 0) return { kind: 'late', about, days: -left };
  if (left === 0) return { kind: 'last-day', about, days: 0 };
  const reached = daysBefore.filter(days => days >= left);
  return reached.length > 0 ? { kind: 'before-last-day', about, days: Math.min(...reached) } : null;
}
