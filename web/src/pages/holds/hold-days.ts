import { isDay } from '../../ui/format/helsinki.js';

/** What is wrong with a day that somebody wants for a hold. How long a hold may be at most is the server's to say. */
export type DayFault = 'not-a-day' | 'not-ahead' | 'not-longer' | 'after-the-last';

/** Of the last day kept on `today`; `longerThan` is the last day of the hold that is extended. */
export function faultOfUntil(until: string, today: string, longerThan?: string): DayFault | null {
  if (!isDay(until)) return 'not-a-day';
  if (until <= today) return 'not-ahead';
  return longerThan !== undefined && until <= longerThan ? 'not-longer' : null;
}

/** Of the day of review, which lies after today and not after the last day kept. */
export function faultOfReviewOn(reviewOn: string, until: string, today: string): DayFault | null {
  if (!isDay(reviewOn)) return 'not-a-day';
  if (reviewOn <= today) return 'not-ahead';
  return isDay(until) && reviewOn > until ? 'after-the-last' : null;
}
