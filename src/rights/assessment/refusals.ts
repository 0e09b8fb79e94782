import { DomainError } from '../../kernel/errors.js';

/** Of a confirmation where nobody has prepared anything, or somebody has confirmed it already. */
export function nothingWaits(): DomainError {
  return new DomainError('conflict', 'nothing-waits', 'There is nothing here that waits for a second person.');
}

/** Of another decision about an erasure that two people have granted: what it has erased stays erased. */
export function erasureBegun(): DomainError {
  const sentence = 'What was granted is being erased, or is erased already; it is not decided anew.';
  return new DomainError('conflict', 'erasure-begun', sentence);
}
