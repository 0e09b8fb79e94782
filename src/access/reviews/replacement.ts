import type { Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import type { NewGrant } from '../access.schemas.js';
import type { Grant } from '../grants/grant.entity.js';
import { isNarrower } from './is-narrower.js';
import type { NarrowedGrant } from './reviews.schemas.js';

/** What a narrowed grant was before. */
export type WholeGrant = Pick<
  Grant,
  'role' | 'allQueues' | 'queues' | 'allUnits' | 'units' | 'ownCallsOnly' | 'purposes' | 'fromOn' | 'untilOn'
>;

/**
 * The grant that takes the place of one that is narrowed, but for its reason: from today on, or from the day on which the old one would
 * have begun. Days that have passed are no loss: both are compared from the new one's first day on.
 * @throws DomainError `not-narrower`
 */
export function replacementOf(whole: WholeGrant, left: NarrowedGrant, today: Day): Omit<NewGrant, 'reason'> {
  const fromOn = whole.fromOn > today ? whole.fromOn : today;
  if (left.untilOn < fromOn || !isLess(whole, left, fromOn)) throw notNarrower();
  return { ...left, role: whole.role, fromOn };
}

function isLess(whole: WholeGrant, left: NarrowedGrant, fromOn: string): boolean {
  const { role, ownCallsOnly, purposes, untilOn } = whole;
  const queues = whole.allQueues ? null : whole.queues;
  const units = whole.allUnits ? null : whole.units;
  const named = { queues: listOf(left.queues), units: listOf(left.units) };
  return isNarrower(
    { ...left, ...named, role, fromOn },
    { role, queues, units, ownCallsOnly, purposes, fromOn, untilOn },
  );
}

function listOf(names: 'all' | readonly string[]): readonly string[] | null {
  return names === 'all' ? null : names;
}

function notNarrower(): DomainError {
  const sentence = 'What is left of the grant must be less than it was, and nothing else.';
  return new DomainError('unprocessable', 'not-narrower', sentence);
}
