import { addDays, type Day } from '../../kernel/calendar.js';

/** How far ahead the last day of a hold lies when it is placed or goes on. */
export const HELD_DAYS = 180;

/** A hold of an open case goes on when fewer days than this are left of it. */
export const HELD_AT_LEAST_DAYS = 90;

/** A recording of an open case, as far as it decides whether the case keeps it. */
export interface HoldNeed {
  /** Whether the case keeps anything at all. */
  readonly isProtected: boolean;
  readonly isReleased: boolean;
  /** Whether it could not be held once; that does not change. */
  readonly isRefused: boolean;
  /** The last day of the hold that stands for the case; null where none does. */
  readonly heldUntil: Day | null;
}

/** What is to be done about a hold; `until` is a last day. */
export type HoldStep =
  { readonly do: 'nothing' } | { readonly do: 'end' } | { readonly do: 'place' | 'extend'; readonly until: Day };

/** The step from what holds a recording for an open case to what should: candidates are kept, what is released goes at once (domain.md §3). */
export function holdStep({ isProtected, isReleased, isRefused, heldUntil }: HoldNeed, today: Day): HoldStep {
  if (isReleased) return heldUntil === null ? NOTHING : { do: 'end' };
  if (!isProtected || isRefused) return NOTHING;
  const until = addDays(today, HELD_DAYS);
  if (heldUntil === null) return { do: 'place', until };
  return heldUntil < addDays(today, HELD_AT_LEAST_DAYS) ? { do: 'extend', until } : NOTHING;
}

const NOTHING: HoldStep = { do: 'nothing' };
