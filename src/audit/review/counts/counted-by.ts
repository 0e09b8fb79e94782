import { daysBetween, parseDay } from '../../../kernel/calendar.js';
import type { PeriodDays } from '../period.js';
import type { EventCounts } from './counts.schemas.js';

/** Days of a period that is counted by the hour. */
const DAYS_BY_HOUR = 3;

/** Whether the events of a period are counted by the hour, which tells something of a few days alone. */
export function countedBy({ fromOn, toOn }: PeriodDays): EventCounts['by'] {
  return daysBetween(parseDay(fromOn), parseDay(toOn)) < DAYS_BY_HOUR ? 'hour' : 'day';
}
