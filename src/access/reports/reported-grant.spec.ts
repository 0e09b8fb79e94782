import { describe, expect, it } from '@jest/globals';
import { addDays } from '../../kernel/calendar.js';
import { ANNA, MAIJA, TODAY } from '../testing/person.js';
import { personOf, reportedGrant, stateOn, type GrantOfPersonRow } from './reported-grant.js';

const row: GrantOfPersonRow = {
  ...{ id: ANNA, role: 'agent', all_queues: false, queues: ['ward'], all_units: false, units: ['Osastot'] },
  ...{ own_calls_only: true, purposes: ['service-development'], from_on: '2026-01-01', until_on: '2026-12-31' },
  ...{ staff_id: MAIJA, display_name: 'Maija Malli', unit: 'Tuki', title: 'Neuvoja' },
};
const shown = {
  ...{ id: ANNA, role: 'agent', queues: ['ward'], units: ['Osastot'], ownCallsOnly: true },
  ...{ purposes: ['service-development'], fromOn: '2026-01-01', untilOn: '2026-12-31' },
};

describe('a grant in a report', () => {
  it('is what its row says, and its person apart from it', () => {
    expect(reportedGrant(row)).toEqual(shown);
    expect(personOf(row)).toEqual({ staffId: MAIJA, displayName: 'Maija Malli', unit: 'Tuki', title: 'Neuvoja' });
  });

  it('is for all queues or units where the row says so', () => {
    expect(reportedGrant({ ...row, all_queues: true })).toEqual({ ...shown, queues: 'all' });
    expect(reportedGrant({ ...row, all_units: true })).toEqual({ ...shown, units: 'all' });
  });

  it('works from its first day on, unless it is suspended', () => {
    expect(stateOn(TODAY, { suspended: false, from_on: TODAY })).toBe('working');
    expect(stateOn(TODAY, { suspended: false, from_on: addDays(TODAY, 1) })).toBe('future');
    for (const from_on of [TODAY, addDays(TODAY, 1)])
      expect(stateOn(TODAY, { suspended: true, from_on })).toBe('suspended');
  });
});
