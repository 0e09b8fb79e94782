import { describe, expect, it } from '@jest/globals';
import { draftFor, grantOf } from './new-grant.js';

describe('a new grant', () => {
  it('begins today, for a year, with all purposes of its role', () => {
    expect(draftFor('team-lead', '2026-08-03')).toMatchObject({
      fromOn: '2026-08-03',
      untilOn: '2027-08-03',
      purposes: ['service-development', 'internal-training', 'service-level-study'],
    });
  });

  it('gives an agent the own calls only, unless that is changed', () => {
    expect(draftFor('agent', '2026-08-03').ownCallsOnly).toBe(true);
    expect(draftFor('trainer', '2026-08-03').ownCallsOnly).toBe(false);
  });

  it('covers all queues where none is named, otherwise each name of a line', () => {
    const draft = {
      ...draftFor('agent', '2026-08-03'),
      reason: 'Uusi tehtävä',
      units: ' Osasto 3, itä \n\nOsasto 5\n',
    };
    expect(grantOf(draft)).toMatchObject({ queues: 'all', units: ['Osasto 3, itä', 'Osasto 5'] });
  });
});
