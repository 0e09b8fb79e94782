import { faultOfReviewOn, faultOfUntil } from './hold-days.js';
import { useDayFaults } from './use-day-faults.js';

/** The days of a hold as a form has them; the day of review may stay empty, and the server then chooses it. */
export interface DaysDraft {
  readonly until: string;
  readonly reviewOn: string;
}

export const NO_DAYS: DaysDraft = { until: '', reviewOn: '' };

/** Says what is wrong with the days of a form; `longerThan` is the last day of the hold that is extended. */
export function useDaysCheck(today: string, longerThan?: string) {
  const faultText = useDayFaults();
  return ({ until, reviewOn }: DaysDraft) => ({
    until: faultText(faultOfUntil(until, today, longerThan)),
    reviewOn: reviewOn === '' ? '' : faultText(faultOfReviewOn(reviewOn, until, today)),
  });
}

/** The days as they are sent. */
export function wantedDays({ until, reviewOn }: DaysDraft): { until: string; reviewOn?: string } {
  return { until, ...(reviewOn === '' ? {} : { reviewOn }) };
}
