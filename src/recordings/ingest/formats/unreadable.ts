import { DomainError } from '../../../kernel/errors.js';

/** A document that cannot be read as a whole; `fault` is a code that says why, never what stands in it. */
export function unreadable(fault: string): DomainError {
  return new DomainError('unprocessable', 'document-unreadable', 'The document cannot be read.', { fault });
}
