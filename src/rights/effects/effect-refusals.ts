import { DomainError } from '../../kernel/errors.js';
import type { Right } from '../case/rights.js';

/** What is said of an effect that none of the rights of the case has. */
export function claimMissing(rights: readonly Right[]): DomainError {
  return new DomainError('conflict', 'claim-missing', 'The case asks for no right that this follows from.', {
    rights: [...rights],
  });
}

/** An erasure is decided by two people first. */
export function claimNotConfirmed(): DomainError {
  const sentence = 'Erasure waits until the claim is granted and confirmed by a second person.';
  return new DomainError('conflict', 'claim-not-confirmed', sentence);
}

/** What the person asked a copy of is not erased before they have it. */
export function packageFirst(): DomainError {
  const sentence = 'The case asks for a copy as well; the person has it before anything is erased.';
  return new DomainError('conflict', 'package-first', sentence);
}

/** Recordings that are not of the case. */
export function notOfCase(): DomainError {
  const sentence = 'One of these recordings is not taken up in the case, or is not here any more.';
  return new DomainError('unprocessable', 'recording-not-of-case', sentence);
}

/** Whoever obtained a restriction is told before it is lifted (GDPR art. 18(3)). */
export function notInformed(): DomainError {
  const sentence =
    'The person is informed before a restriction is lifted: by a letter that was delivered, or on a day.';
  return new DomainError('unprocessable', 'not-informed', sentence);
}

export function notRestricted(): DomainError {
  return new DomainError('conflict', 'not-restricted', 'This case does not restrict one of these recordings.');
}

/** An exception lasts for a while, not for good. */
export function exceptionDayWrong(): DomainError {
  const sentence = 'The last day of an exception is today or later, and a year away at most.';
  return new DomainError('unprocessable', 'exception-day-wrong', sentence);
}

export function effectSettled(): DomainError {
  return new DomainError('conflict', 'effect-settled', 'This does not wait for a second person any more.');
}

export function recipientUnknown(): DomainError {
  return new DomainError('unprocessable', 'recipient-unknown', 'Nothing of this case went to this recipient.');
}
