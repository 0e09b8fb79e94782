import { describe, expect, it } from '@jest/globals';
import { newGrant } from '../access.schemas.js';
import { factsOfGrant } from './grant-facts.js';

describe('what the log is told of a grant', () => {
  it('is everything but its reason, which is free text and kept apart', () => {
    const { reason, ...facts } = newGrant.parse({
      ...{ role: 'trainer', queues: ['ward'], units: ['Osastot'], ownCallsOnly: true, purposes: ['internal-training'] },
      ...{ fromOn: '2026-11-24', untilOn: '2027-11-24', reason: 'Maijan sijainen' },
    });
    expect(factsOfGrant({ ...facts, reason })).toStrictEqual(facts);
  });
});
