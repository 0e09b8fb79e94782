import { addDays, helsinkiDay, startOfDay, type Day } from '../../kernel/calendar.js';

/** The Monday of the week that `day` lies in. */
export function mondayOf(day: Day): Day {
  const fromMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -fromMonday);
}

/** The Monday of the last week that is over at `now`. */
export function lastWeekOn(now: Date): Day {
  return addDays(mondayOf(helsinkiDay(now)), -7);
}

/** From the first instant of a week in Helsinki to the first one after it. */
export function instantsOf(weekOn: Day): { readonly from: Date; readonly until: Date } {
  return { from: startOfDay(weekOn), until: startOfDay(addDays(weekOn, 7)) };
}
