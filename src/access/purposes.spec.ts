import { describe, expect, it } from '@jest/globals';
import { BLOCKABLE_PURPOSES, needsReference, PURPOSES } from './purposes.js';

describe('the purposes of the register', () => {
  it('are a closed list (privacy notice §5, and the duty to answer requests)', () => {
    expect(PURPOSES).toEqual([
      ...['service-development', 'internal-training', 'complaint', 'service-level-study', 'rights-request'],
    ]);
  });

  it('ask for a reference where a ticket, an item or a case stands behind each use (domain.md §1)', () => {
    expect(PURPOSES.filter(needsReference)).toEqual(['service-development', 'complaint', 'rights-request']);
  });

  it('may be objected to, but for the duty to answer requests (art. 6(1)(c))', () => {
    expect(PURPOSES.filter(purpose => !(BLOCKABLE_PURPOSES as readonly string[]).includes(purpose))).toEqual([
      'rights-request',
    ]);
    expect(BLOCKABLE_PURPOSES).toHaveLength(4);
  });
});
