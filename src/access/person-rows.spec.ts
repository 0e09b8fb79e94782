import { describe, expect, it } from '@jest/globals';
import { grantFacts, tie, type GrantRow } from './person-rows.js';
import { ANNA, EERO } from './testing/person.js';

const row: GrantRow = {
  ...{ id: ANNA, role: 'team-lead', all_queues: false, queues: ['ward'], all_units: false, units: ['Osastot'] },
  ...{ own_calls_only: true, purposes: ['service-development'], from_on: '2026-01-01', until_on: '2026-12-31' },
  suspended: false,
};
const facts = {
  ...{ id: ANNA, role: 'team-lead', queues: ['ward'], units: ['Osastot'], ownCallsOnly: true, suspended: false },
  ...{ purposes: ['service-development'], fromOn: '2026-01-01', untilOn: '2026-12-31' },
};

describe('a grant as the rules see it', () => {
  it('is what its row says', () => {
    expect(grantFacts(row)).toEqual(facts);
    expect(grantFacts({ ...row, suspended: true, own_calls_only: false })).toEqual({
      ...{ ...facts, suspended: true, ownCallsOnly: false },
    });
  });

  it('is for every queue or unit where the row says so, whatever it names besides', () => {
    expect(grantFacts({ ...row, all_queues: true })).toEqual({ ...facts, queues: null });
    expect(grantFacts({ ...row, all_units: true })).toEqual({ ...facts, units: null });
  });

  it('is for no queue where it names none: nothing is not everything', () => {
    expect(grantFacts({ ...row, queues: [] }).queues).toEqual([]);
  });
});

describe('who let somebody in', () => {
  it('is not their second for thirty days after the day in Helsinki on which they came in', () => {
    expect(tie({ staff_id: EERO, completed_at: new Date('2026-11-24T21:59:59Z') })).toEqual({
      ...{ staffId: EERO, throughOn: '2026-12-24' },
    });
    expect(tie({ staff_id: EERO, completed_at: new Date('2026-11-24T22:00:00Z') }).throughOn).toBe('2026-12-25');
  });
});
