import type { Day } from '../../kernel/calendar.js';
import type { Place } from './cell.js';

/** What calls can be told apart by: stretches of time, hours of the day and days of the week, and where they were answered. */
export const GROUPINGS = ['day', 'week', 'month', 'weekday', 'hour', 'queue', 'unit'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/**
 * The group that a cell belongs to: the day, the Monday of the week, `YYYY-MM`, `1` (Monday) to `7`, the hour in two digits, the queue or
 * the unit; an empty text where the cell does not tell its hour, queue or unit.
 */
export function groupOf(grouping: Grouping, { day, queue, unit, hour }: Place & { readonly day: Day }): string {
  switch (grouping) {
    case 'day':
      return day;
    case 'week':
      return mondayOf(day);
    case 'month':
      return day.slice(0, 7);
    case 'weekday':
      return String(weekdayOf(day));
    case 'hour':
      return hour === null ? '' : String(hour).padStart(2, '0');
    case 'queue':
      return queue;
    case 'unit':
      return unit;
  }
}

/** The same of the columns of `study_cell`. */
export const GROUP_SQL: Readonly<Record<Grouping, string>> = {
  day: 'day::text',
  week: `date_trunc('week', day)::date::text`,
  month: `to_char(day, 'YYYY-MM')`,
  weekday: 'extract(isodow from day)::text',
  hour: `coalesce(lpad(hour::text, 2, '0'), '')`,
  queue: 'queue',
  unit: 'unit',
};

/** 1 is Monday, 7 Sunday. */
function weekdayOf(day: Day): number {
  return ((new Date(day).getUTCDay() + 6) % 7) + 1;
}

function mondayOf(day: Day): string {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() + 1 - weekdayOf(day));
  return date.toISOString().slice(0, 10);
}
