import { addDays, addMonths, helsinkiDay, parseDay, startOfDay, type Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';

/** A month of Helsinki. */
export interface StatementSpan {
  readonly from: Day;
  /** Its last day. */
  readonly to: Day;
  readonly begins: Date;
  readonly ends: Date;
  readonly isOver: boolean;
}

/** The span of `month`, `YYYY-MM`. @throws DomainError `month-to-come` for one that has not begun */
export function spanOf(month: string, now: Date): StatementSpan {
  const from = parseDay(`${month}-01`);
  const to = addDays(addMonths(from, 1), -1);
  const [begins, ends] = [startOfDay(from), startOfDay(addDays(to, 1))];
  if (helsinkiDay(now) < from) {
    throw new DomainError('invalid', 'month-to-come', 'There is a statement of a month once it has begun.');
  }
  return { from, to, begins, ends, isOver: now >= ends };
}
