import { DomainError } from '../../kernel/errors.js';

export function notOwner(): DomainError {
  return new DomainError('forbidden', 'not-owner', 'Only who answers for this decides it.');
}

export function decisionWaits(cause?: unknown): DomainError {
  const sentence = 'A decision on this waits for its second person already.';
  return new DomainError('conflict', 'decision-waits', sentence, {}, { cause });
}

/** @param field what of the decision does not fit the finding */
export function decisionUnfit(field: 'option' | 'reference' | 'referenceOn' | 'rule'): DomainError {
  return new DomainError('unprocessable', 'decision-unfit', 'This is no decision that the finding can have.', {
    field,
  });
}

export function undated(): DomainError {
  return new DomainError('unprocessable', 'reference-in-future', 'The document has a day that has not come yet.');
}

export function settingLacks(lacks: readonly string[]): DomainError {
  const sentence = 'The settings do not say what was decided yet: change them first.';
  return new DomainError('conflict', 'setting-lacks', sentence, { lacks: [...lacks] });
}

export function nothingWaits(): DomainError {
  return new DomainError('conflict', 'decision-settled', 'No decision on this waits for a second person.');
}

export function decidedByRule(): DomainError {
  const sentence = 'The retention rule that this decision proposes is adopted or discarded under Retention.';
  return new DomainError('conflict', 'decided-by-rule', sentence);
}

export function dayOver(): DomainError {
  return new DomainError('unprocessable', 'due-day-over', 'The day by which it is to be decided has passed.');
}

export function mayNotProposeRule(): DomainError {
  return new DomainError('forbidden', 'not-permitted', 'An administrator proposes a retention rule.');
}
