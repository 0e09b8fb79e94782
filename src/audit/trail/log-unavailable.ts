import { DomainError } from '../../kernel/errors.js';

/** Nothing is done without its event: the log cannot be written now. */
export function logUnavailable(cause?: unknown): DomainError {
  const options = cause === undefined ? {} : { cause };
  const sentence = 'The access log cannot be written at the moment, so nothing is shown or played; try again soon.';
  return new DomainError('unavailable', 'log-unavailable', sentence, {}, options);
}

/** Whether nothing could be recorded: then a refusal cannot be either. */
export function isLogUnavailable(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'log-unavailable';
}

/**
 * SQLSTATE classes of what lies in the rows of a statement: a wrong value, a broken constraint, an exception of a function,
 * and of two statements that wait for each other.
 */
const OF_A_ROW = ['22', '23', 'P0', '40'];

/** Whether `error` comes of a row rather than of the database or the way to it. */
export function isOfOneRow(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.length === 5 && OF_A_ROW.includes(code.slice(0, 2));
}
