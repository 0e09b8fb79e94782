import { DomainError } from '../../kernel/errors.js';

/** Of a confirmation where nobody has prepared anything, or somebody has confirmed it already. */
export function nothingWaits(): DomainError {
  return new DomainError('conflict', 'nothing-waits', 'There is nothing here that waits for a second person.');
}
