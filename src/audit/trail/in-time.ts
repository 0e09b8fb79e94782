import { DomainError } from '../../kernel/errors.js';
import { LOG_TIMEOUT_MS } from './group-commit.js';
import { isOfOneRow, logUnavailable } from './log-unavailable.js';

/** Gives up after {@link LOG_TIMEOUT_MS}; whether it is committed is not known then. @throws DomainError `log-unavailable` */
export async function inTime<T>(recording: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(logUnavailable());
  }, LOG_TIMEOUT_MS);
  try {
    return await Promise.race([recording, late.promise]);
  } catch (error) {
    throw isOurs(error) || isOfOneRow(error) ? error : logUnavailable(error);
  } finally {
    clearTimeout(timer);
  }
}

/** What was decided or asserted here, rather than by the database or on the way to it. */
function isOurs(error: unknown): boolean {
  return error instanceof DomainError || error instanceof RangeError || error instanceof TypeError;
}
