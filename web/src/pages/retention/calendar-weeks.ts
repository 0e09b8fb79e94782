import { addDays, mondayOf } from '../../ui/format/helsinki.js';

/** The days of a week from Monday on; null for what is of another month. */
export type Week = readonly (string | null)[];

interface CalendarMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly weeks: readonly Week[];
}

/** The months from that of the first day to that of the last (`YYYY-MM-DD`), each as whole weeks from Monday to Sunday. */
export function calendarMonths(first: string, last: string): CalendarMonth[] {
  const months: CalendarMonth[] = [];
  for (let month = first.slice(0, 7); month <= last.slice(0, 7); month = nextOf(month)) {
    months.push({ month, weeks: weeksOf(month) });
  }
  return months;
}

function weeksOf(month: string): Week[] {
  const weeks: Week[] = [];
  for (let monday = mondayOf(`${month}-01`); monday.slice(0, 7) <= month; monday = addDays(monday, 7)) {
    const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
    weeks.push(days.map(day => (day.startsWith(month) ? day : null)));
  }
  return weeks;
}

function nextOf(month: string): string {
  return addDays(`${month}-28`, 4).slice(0, 7);
}
