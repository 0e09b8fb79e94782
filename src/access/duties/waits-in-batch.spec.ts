import { describe, expect, it } from '@jest/globals';
import { waitsInBatch } from './waits-in-batch.js';

const people = (count: number) => new Set(Array.from({ length: count }, (_, n) => `p${n}`));

describe('a change of duties', () => {
  it('goes through for the tenth person within the hour and waits for the eleventh', () => {
    expect(waitsInBatch('new', true, people(9), false)).toBe(false);
    expect(waitsInBatch('new', true, people(10), false)).toBe(true);
  });

  it('counts people, not changes', () => {
    expect(waitsInBatch('p3', true, people(10), false)).toBe(false);
  });

  it('does not wait where it opens no review', () => {
    expect(waitsInBatch('new', false, people(50), false)).toBe(false);
  });

  it('does not overtake an earlier one of the same person that waits', () => {
    expect(waitsInBatch('new', false, people(0), true)).toBe(true);
  });
});
