import { addDays, parseDay, type Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';

/** How long a request protects at most before somebody has decided, counted from its day (domain.md §2). */
export const PROVISIONAL_DAYS = 7;

/** After how many days somebody looks at a hold again, where the request names no day. */
const REVIEW_DAYS = 90;

/** How long holds may be: one of them from its request, and any past the ordinary last day. */
export interface HoldLimits {
  readonly most: number;
  readonly longest: number;
}

/** The days that a request asks for. */
export interface WantedTerms {
  readonly until: string;
  readonly reviewOn?: string | undefined;
}

/** The days of a hold: its last one once it is approved, the last one before that, and the one of its review. */
export interface HoldTerms {
  readonly wantedUntilOn: Day;
  readonly waitsUntilOn: Day;
  readonly reviewOn: Day;
}

/**
 * The days of a hold that is asked for on `today`.
 * @throws DomainError `hold-too-short` before tomorrow, `hold-too-long` with the last day that can be had,
 *   `review-day-out-of-range` for a review today or earlier, or after the hold
 */
export function termsOf(wanted: WantedTerms, ordinaryDueOn: Day, today: Day, limits: HoldLimits): HoldTerms {
  const wantedUntilOn = parseDay(wanted.until);
  if (wantedUntilOn <= today) throw tooShort();
  const last = lastDayWithin(ordinaryDueOn, today, limits);
  if (wantedUntilOn > last) throw tooLong(last);
  const reviewOn = wanted.reviewOn === undefined ? addDays(today, REVIEW_DAYS) : parseDay(wanted.reviewOn);
  if (wanted.reviewOn !== undefined) checkReviewDay(reviewOn, today, wantedUntilOn);
  return {
    wantedUntilOn,
    waitsUntilOn: earlier(addDays(today, PROVISIONAL_DAYS), wantedUntilOn),
    reviewOn: earlier(reviewOn, wantedUntilOn),
  };
}

/** The last day that a hold can have that is asked for on `today`. */
export function lastDayWithin(ordinaryDueOn: Day, today: Day, { most, longest }: HoldLimits): Day {
  return earlier(addDays(today, most), addDays(ordinaryDueOn, longest));
}

/** Somebody looks again after today, and while there is something to look at. @throws DomainError `review-day-out-of-range` */
export function checkReviewDay(reviewOn: Day, today: Day, untilOn: string): void {
  if (reviewOn > today && reviewOn <= untilOn) return;
  const sentence = 'The day of the review lies after today and not after the last day of the hold.';
  throw new DomainError('unprocessable', 'review-day-out-of-range', sentence);
}

/** An extension goes on where the earlier hold ends. @throws DomainError `hold-not-longer` */
export function checkLonger({ wantedUntilOn }: HoldTerms, untilOn: string): void {
  if (wantedUntilOn > untilOn) return;
  throw new DomainError('unprocessable', 'hold-not-longer', 'The hold lasts as long as that already.');
}

function tooShort(): DomainError {
  return new DomainError('unprocessable', 'hold-too-short', 'The last day of a hold is tomorrow or later.');
}

function tooLong(latest: Day): DomainError {
  return new DomainError('unprocessable', 'hold-too-long', 'A hold does not last for so long.', { latest });
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
