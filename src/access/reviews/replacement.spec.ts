import { describe, expect, it } from '@jest/globals';
import { addDays } from '../../kernel/calendar.js';
import { TODAY } from '../testing/person.js';
import { replacementOf, type WholeGrant } from './replacement.js';
import type { NarrowedGrant } from './reviews.schemas.js';

const whole: WholeGrant = {
  ...{
    role: 'team-lead',
    allQueues: false,
    queues: ['ward', 'on-call'],
    allUnits: true,
    units: [],
    ownCallsOnly: false,
  },
  ...{ purposes: ['service-development', 'internal-training'], fromOn: '2026-01-01', untilOn: '2026-12-31' },
};
const same: NarrowedGrant = {
  ...{ queues: ['ward', 'on-call'], units: 'all', ownCallsOnly: false },
  ...{ purposes: ['service-development', 'internal-training'], untilOn: '2026-12-31' },
};
const LESS: readonly Partial<NarrowedGrant>[] = [
  { queues: ['ward'] },
  { units: ['Osastot'] },
  { ownCallsOnly: true },
  { purposes: ['service-development'] },
  { purposes: [] },
  { untilOn: '2026-12-30' },
  { untilOn: TODAY },
];
const refusal = expect.objectContaining({
  kind: 'unprocessable',
  code: 'not-narrower',
  message: 'What is left of the grant must be less than it was, and nothing else.',
});

describe('what is left of a narrowed grant', () => {
  it.each(LESS)('is what it was, with %j and from today on', over => {
    expect(replacementOf(whole, { ...same, ...over }, TODAY)).toEqual({
      ...{ ...same, ...over, role: 'team-lead', fromOn: TODAY },
    });
  });

  it('begins with the old one where that has not begun', () => {
    const fromOn = addDays(TODAY, 1);
    expect(replacementOf({ ...whole, fromOn }, { ...same, ownCallsOnly: true }, TODAY).fromOn).toBe(fromOn);
  });

  it.each([
    {},
    { queues: ['ward', 'user-support'] },
    { queues: 'all' },
    { purposes: ['complaint'] },
    { untilOn: '2027-01-01' },
    { untilOn: '2026-11-23' },
    { queues: ['ward'], untilOn: '2027-01-01' },
  ] as const)('is not the same, not more, not something else and not nothing: %j', over => {
    expect(() => replacementOf(whole, { ...same, ...over } as NarrowedGrant, TODAY)).toThrow(refusal);
  });

  it('is not more where the old one names its units, nor ends before the old one would begin', () => {
    const named = { ...whole, allUnits: false, units: ['Osastot'] };
    expect(() => replacementOf(named, same, TODAY)).toThrow(refusal);
    expect(replacementOf(named, { ...same, units: ['Osastot'], ownCallsOnly: true }, TODAY).units).toEqual(['Osastot']);
    const wide = { ...whole, allQueues: true, queues: [] };
    expect(replacementOf(wide, same, TODAY).queues).toEqual(['ward', 'on-call']);
    const later = { ...whole, fromOn: addDays(TODAY, 10) };
    expect(() => replacementOf(later, { ...same, untilOn: addDays(TODAY, 9) }, TODAY)).toThrow(refusal);
  });
});
