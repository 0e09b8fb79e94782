import { addDays, parseDay, type Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import type { Grouping } from './grouping.js';
import type { StudyQuery } from './study.schemas.js';

/** Which calls somebody asks about, and what by. */
export interface AskedStudy {
  readonly from: Day;
  /** Yesterday at the latest. */
  readonly through: Day;
  readonly group: Grouping;
  readonly queue: string | null;
  readonly unit: string | null;
}

const ORDINARY_DAYS = 28;
/** Three years, and the day that a leap year has more. */
const MOST_DAYS = 1096;

/** What is asked on `today`. @throws DomainError `invalid-period` for one that ends before it begins, or is longer than three years */
export function askedOn(today: Day, { from, through, group, queue, unit }: StudyQuery): AskedStudy {
  const yesterday = addDays(today, -1);
  const wanted = through === undefined ? yesterday : parseDay(through);
  const last = wanted < yesterday ? wanted : yesterday;
  const first = from === undefined ? addDays(last, 1 - ORDINARY_DAYS) : parseDay(from);
  if (first > last || addDays(first, MOST_DAYS) <= last) throw invalid();
  return { from: first, through: last, group, queue: queue ?? null, unit: unit ?? null };
}

function invalid(): DomainError {
  const sentence = 'A study begins before it ends, is of three years at most, and ends yesterday at the latest.';
  return new DomainError('invalid', 'invalid-period', sentence);
}
