import { DomainError } from '../../kernel/errors.js';

/** Of a recording whose last day is over, for those who would otherwise see it. */
export function dayClosed(): DomainError {
  return new DomainError('gone', 'day-closed', 'The last day kept of this recording is over.');
}

/** Of something that the person sees and may not do. */
export function notPermitted(): DomainError {
  return new DomainError('forbidden', 'not-permitted', 'Your access rights do not cover this.');
}

/** Whether an act on a recording found that the purge of its day has begun, or has taken it. */
export function isGone(error: unknown): boolean {
  return error instanceof DomainError && (error.kind === 'gone' || error.kind === 'not-found');
}
