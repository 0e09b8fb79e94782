import { DomainError } from '../../kernel/errors.js';

/** Names and codes of what failed, for the log: messages may carry values. */
export function failureNames(error: unknown): string {
  const failures: unknown[] = error instanceof AggregateError ? error.errors : [error];
  const names = failures.map(one =>
    one instanceof DomainError ? one.code : one instanceof Error ? one.name : 'unknown',
  );
  return [...new Set(names)].join(', ');
}
