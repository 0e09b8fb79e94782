import { addDays, type Day } from '../../kernel/calendar.js';
import type { ReviewKind } from './access-review.entity.js';

/** Each acts from 00:00 of its day in Helsinki. */
export interface ReviewDays {
  /** What is undecided is suspended. */
  readonly suspendOn: Day;
  /** Any administrator may decide. */
  readonly escalateOn: Day;
  /** What is undecided is revoked, and the review is over. */
  readonly revokeOn: Day;
}

/** How long a review that does not suspend at once may take. */
export const DEADLINE_DAYS = 30;
const ESCALATED_AFTER_DAYS = 5;
const ESCALATED_BEFORE_DEADLINE_DAYS = 7;
const REVOKED_AFTER_DAYS = 14;

/**
 * The calendar of a review (design §5). New duties suspend on their day, a recovery at once; a new manager and a
 * recertification only at their deadline.
 * @param effectiveOn when the duties change; a day that has passed counts as `openedOn`
 */
export function reviewDays(kind: ReviewKind, openedOn: Day, effectiveOn: Day = openedOn): ReviewDays {
  const from = effectiveOn > openedOn ? effectiveOn : openedOn;
  const suspendOn = waits(kind) ? addDays(from, DEADLINE_DAYS) : from;
  const escalateOn = waits(kind)
    ? addDays(suspendOn, -ESCALATED_BEFORE_DEADLINE_DAYS)
    : addDays(suspendOn, ESCALATED_AFTER_DAYS);
  return { suspendOn, escalateOn, revokeOn: addDays(suspendOn, REVOKED_AFTER_DAYS) };
}

function waits(kind: ReviewKind): boolean {
  return kind === 'manager' || kind === 'recertification';
}
