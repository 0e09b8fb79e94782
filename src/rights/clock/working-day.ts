import { addDays, type Day } from '../../kernel/calendar.js';
import { isPublicHoliday } from '../../kernel/finnish-holidays.js';

const SUNDAY = 0;
const SATURDAY = 6;

/**
 * Whether `day` is a working day of Reg. 1182/71 art. 2(2): no Saturday, no Sunday and no public holiday of Finland. Christmas
 * Eve and Midsummer Eve are working days (domain.md §3).
 */
export function isWorkingDay(day: Day): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== SATURDAY && weekday !== SUNDAY && !isPublicHoliday(day);
}

/** The first working day on or after `day`: the day itself where it is one (Reg. 1182/71 art. 3(4)). */
export function nextWorkingDay(day: Day): Day {
  let next = day;
  while (!isWorkingDay(next)) next = addDays(next, 1);
  return next;
}

/** The `count`th working day after `day`, which is not counted itself (Reg. 1182/71 art. 3(1)); `day` for none. */
export function workingDaysAfter(day: Day, count: number): Day {
  let last = day;
  for (let counted = 0; counted < count; counted++) last = nextWorkingDay(addDays(last, 1));
  return last;
}
