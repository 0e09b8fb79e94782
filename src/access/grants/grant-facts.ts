import type { NewGrant } from '../access.schemas.js';

/** Of a wanted grant what an event tells: all but its reason, which is free text. */
export function factsOfGrant({ role, queues, units, ownCallsOnly, purposes, fromOn, untilOn }: NewGrant) {
  return { role, queues, units, ownCallsOnly, purposes, fromOn, untilOn };
}
