import { addDays, addMonths, helsinkiDay, type Day } from './calendar.js';

/** How long a custody unit is kept when nobody answers for keeping it longer. */
export type RetentionRule =
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'earlier-of'; readonly days: number; readonly months: number };

/** "61 vrk", section 6 of the privacy notice. */
export const SIXTY_ONE_DAYS: RetentionRule = { kind: 'days', days: 61 };

/** "61 vrk" of section 6 and "2 kk" of section 12 of the privacy notice, whichever ends first on a given date. */
export const EARLIER_OF_61_DAYS_AND_2_MONTHS: RetentionRule = { kind: 'earlier-of', days: 61, months: 2 };

/** The notice promises both, so until that conflict is settled the promise that ends first is kept (domain.md §1). */
export const RULE_IN_FORCE = EARLIER_OF_61_DAYS_AND_2_MONTHS;

/**
 * The last day on which what ended at the instant `endedAt` is kept, counted from its date in Helsinki (domain.md §2).
 * Weekends and holidays never lengthen it.
 */
export function dueOn(endedAt: Date, rule: RetentionRule): Day {
  const endedOn = helsinkiDay(endedAt);
  const byDays = addDays(endedOn, rule.days);
  if (rule.kind === 'days') return byDays;
  return earlier(byDays, addMonths(endedOn, rule.months));
}

/** By what a rule ends on every day on which a call can end; `either` where that depends on the day. */
export function endsBy(rule: RetentionRule): 'days' | 'months' | 'either' {
  if (rule.kind === 'days' || rule.days <= rule.months * SHORTEST_MONTH) return 'days';
  return rule.days >= rule.months * LONGEST_MONTH ? 'months' : 'either';
}

const [SHORTEST_MONTH, LONGEST_MONTH] = [28, 31];

/** Whether the period that has `lastDay` as its last day is over: true from 00:00 Helsinki of the next day on. */
export function isOver(lastDay: Day, now: Date): boolean {
  return helsinkiDay(now) > lastDay;
}

/** The latest of `days`. Throws a TypeError when there is none. */
export function latest(days: readonly Day[]): Day {
  return days.reduce((a, b) => (a > b ? a : b));
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
