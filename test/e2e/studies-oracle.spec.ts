import { randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { runStudies } from '../studies/run-studies.js';

/** A part of what `npm run test:studies` counts: as many calls as it takes that no unit of a day has fewer than five. */
const CONTACTS = 12_000;

describe('studies of random calls', () => {
  it('say what plain SQL says: exactly while the calls live, and within the bound from the daily figures after', async () => {
    const seed = randomInt(2 ** 31);
    const { faults, compared, hidden, worstError, smallestCell } = await runStudies(
      { contacts: CONTACTS, seed },
      () => undefined,
    );
    expect({ seed, faults }).toEqual({ seed, faults: [] });
    expect(compared).toBeGreaterThan(2000);
    expect(hidden / compared).toBeLessThan(0.3);
    expect(worstError).toBeLessThan(0.025);
    expect(smallestCell).toBeGreaterThanOrEqual(5);
  }, 180_000);
});
