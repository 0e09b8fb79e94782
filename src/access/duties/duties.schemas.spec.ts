import { describe, expect, it } from '@jest/globals';
import { batchDecision, batchQuery, newDuties, wishedDuties } from './duties.schemas.js';

const MANAGER = '00000000-0000-7000-8000-000000000001';
const accepts = (duties: object) => newDuties.safeParse({ reason: 'Siirto', ...duties }).success;

describe('new duties', () => {
  it('leave what they do not name as it is, and have a reason', () => {
    expect(newDuties.parse({ reason: 'Siirto' })).toEqual({ reason: 'Siirto' });
    for (const reason of [undefined, '', 'x'.repeat(1_001)]) expect(accepts({ reason })).toBe(false);
  });

  it.each([
    { unit: 'Osastot' },
    { title: 'x'.repeat(120) },
    { queue: '' },
    { queue: 'ward' },
    { managerId: null },
    { managerId: MANAGER },
    { effectiveOn: '2026-12-01' },
  ])('may be %j', duties => {
    expect(accepts(duties)).toBe(true);
  });

  it.each([
    { unit: '' },
    { unit: 'x'.repeat(121) },
    { title: '' },
    { title: 'x'.repeat(121) },
    { queue: 'x'.repeat(121) },
    { queue: null },
    { managerId: 'Eero' },
    { effectiveOn: '2026-02-30' },
    { role: 'agent' },
  ])('may not be %j', duties => {
    expect(accepts(duties)).toBe(false);
  });

  it('need no reason while they are only thought of', () => {
    expect(wishedDuties.parse({ unit: 'Osastot' })).toEqual({ unit: 'Osastot' });
    expect(wishedDuties.safeParse({ unit: 'Osastot', reason: 'Siirto' }).success).toBe(false);
  });
});

describe('a decision on a batch of changes', () => {
  it('has an outcome and a reason', () => {
    for (const outcome of ['confirmed', 'discarded'])
      expect(batchDecision.parse({ outcome, reason: 'Tarkistettu' })).toEqual({ outcome, reason: 'Tarkistettu' });
    for (const wrong of [
      { outcome: 'perhaps', reason: 'x' },
      { outcome: 'confirmed' },
      { outcome: 'confirmed', reason: '' },
    ])
      expect(batchDecision.safeParse(wrong).success).toBe(false);
    expect(batchDecision.safeParse({ outcome: 'confirmed', reason: 'x'.repeat(1_001) }).success).toBe(false);
  });

  it('is looked for among the decided or the waiting ones', () => {
    expect([batchQuery.parse({ decided: 'true' }).decided, batchQuery.parse({}).decided]).toEqual([true, undefined]);
    expect(batchQuery.safeParse({ decided: 'perhaps' }).success).toBe(false);
  });
});
