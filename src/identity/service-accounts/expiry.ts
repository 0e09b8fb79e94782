import { addDays, helsinkiDay, parseDay, startOfDay } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';

/** Longest life of a token: a forgotten machine does not keep its key for ever. */
const LONGEST_DAYS = 731;

/**
 * The instant at which the last day of a token ends in Helsinki.
 * @throws DomainError `expiry-out-of-range`, `invalid-day`
 */
export function endOfLastDay(expiresOn: string, now: Date): Date {
  const day = parseDay(expiresOn);
  const today = helsinkiDay(now);
  if (day >= today && day <= addDays(today, LONGEST_DAYS)) return startOfDay(addDays(day, 1));
  throw new DomainError(
    'unprocessable',
    'expiry-out-of-range',
    'The last day must be from today on and at most two years away.',
  );
}
