import { DomainError } from '../../kernel/errors.js';

/** Marks and copy change while they are a draft only; afterwards a new version is begun. */
export function redactionSettled(): DomainError {
  const sentence = 'This version is not a draft any more; begin a new one to change it.';
  return new DomainError('conflict', 'redaction-settled', sentence);
}

/** What can be heard and approved is a rendered copy that is still there. */
export function copyNotThere(): DomainError {
  return new DomainError('conflict', 'copy-not-there', 'There is no copy of this version, or not any more.');
}

export function draftWaits(): DomainError {
  return new DomainError('conflict', 'draft-waits', 'A draft for this recording has been begun already.');
}

export function anothersDraft(): DomainError {
  const sentence = 'Somebody else has begun this draft; reject it and begin one of your own.';
  return new DomainError('forbidden', 'anothers-draft', sentence);
}

export function notIncluded(): DomainError {
  return new DomainError('conflict', 'recording-not-included', 'This recording has not been taken up into the case.');
}

/** Review is by listening to what will be released, all of it (issue F, part 5). */
export function copyNotHeard(): DomainError {
  const sentence = 'Listen to this version of the copy from its beginning to its end before you approve it.';
  return new DomainError('conflict', 'copy-not-heard', sentence);
}

export function listeningExpired(): DomainError {
  return new DomainError('gone', 'listening-expired', 'This listening has ended; begin another one to go on.');
}
