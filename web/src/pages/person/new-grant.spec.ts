import { describe, expect, it } from '@jest/globals';
import type { GrantTemplate } from '../../api/types.js';
import { draftFor, draftFrom, grantOf } from './new-grant.js';

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

  it('is filled in from a template, and asks for what the template says', () => {
    const template: GrantTemplate = {
      ...{ id: '1', name: 'Asiantuntija', role: 'agent', purposes: ['service-development'], ownCallsOnly: true },
      ...{ queues: ['user-support', 'devices'], units: 'all', validMonths: 6, changedAt: '', changedBy: '' },
    };
    const draft = draftFrom(template, '2026-08-31');
    expect(grantOf(draft)).toMatchObject({
      ...{ role: 'agent', queues: ['user-support', 'devices'], units: 'all', ownCallsOnly: true },
      ...{ fromOn: '2026-08-31', untilOn: '2027-02-28' },
    });
  });
});
