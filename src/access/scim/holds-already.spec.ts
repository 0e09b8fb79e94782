import { describe, expect, it } from '@jest/globals';
import { newGrant } from '../access.schemas.js';
import { Grant } from '../grants/grant.entity.js';
import { TODAY } from '../testing/person.js';
import { holdsAlready } from './holds-already.js';

const wanted = newGrant.parse({
  ...{
    role: 'team-lead',
    queues: ['ward', 'on-call'],
    units: 'all',
    fromOn: TODAY,
    untilOn: '2027-11-24',
    reason: 'x',
  },
  purposes: ['service-development', 'internal-training'],
});

function held(over: Partial<Grant> = {}): Grant {
  const scope = { allQueues: false, queues: ['on-call', 'ward'], allUnits: true, units: [], ownCallsOnly: false };
  const purposes = ['internal-training', 'service-development'];
  return Object.assign(new Grant(), { role: 'team-lead', ...scope, purposes, untilOn: TODAY, ...over });
}

describe('what somebody holds already', () => {
  it('is the same role, scope and purposes in any order, through the last day', () => {
    expect(holdsAlready([held()], wanted, TODAY)).toBe(true);
    expect(holdsAlready([held({ untilOn: '2026-11-23' })], wanted, TODAY)).toBe(false);
    expect(holdsAlready([held({ role: 'agent' }), held()], wanted, TODAY)).toBe(true);
    expect(holdsAlready([], wanted, TODAY)).toBe(false);
  });

  it.each([
    { role: 'agent' as const },
    { queues: ['ward'] },
    { allQueues: true },
    { allUnits: false, units: ['Osastot'] },
    { allUnits: false, units: [] },
    { ownCallsOnly: true },
    { purposes: ['service-development' as const] },
  ])('is not another, with %j', over => {
    expect(holdsAlready([held(over)], wanted, TODAY)).toBe(false);
  });

  it('goes by what is wanted as by what is held', () => {
    const all = { ...wanted, queues: 'all' as const, units: ['Osastot'] };
    expect(holdsAlready([held({ allQueues: true, allUnits: false, units: ['Osastot'] })], all, TODAY)).toBe(true);
    expect(holdsAlready([held()], all, TODAY)).toBe(false);
  });
});
