import { describe, expect, it } from '@jest/globals';
import { grantView } from '../access.schemas.js';
import { ANNA, EERO, MAIJA } from '../testing/person.js';
import { grantViewOf } from './grant-view.js';
import { Grant } from './grant.entity.js';

function grant(over: Partial<Grant> = {}): Grant {
  const given = { id: ANNA, staffId: MAIJA, role: 'agent', purposes: ['service-development'], suspended: false };
  const scope = { allQueues: false, queues: ['ward'], allUnits: false, units: ['Osastot'], ownCallsOnly: true };
  const days = { fromOn: '2026-11-24', untilOn: '2027-11-24', createdAt: new Date('2026-11-24T07:00:00Z') };
  return Object.assign(new Grant(), { ...given, ...scope, ...days, reason: 'Uusi neuvoja', grantedBy: EERO, ...over });
}

const shown = {
  ...{ id: ANNA, staffId: MAIJA, role: 'agent', queues: ['ward'], units: ['Osastot'], ownCallsOnly: true },
  ...{ purposes: ['service-development'], fromOn: '2026-11-24', untilOn: '2027-11-24', reason: 'Uusi neuvoja' },
  ...{ grantedBy: EERO, createdAt: '2026-11-24T07:00:00.000Z', suspended: false, revokedAt: null, revokedBy: null },
};

describe('a grant as answers show it', () => {
  it('names its scope, its purposes, its days, and who gave it', () => {
    expect(grantViewOf(grant())).toEqual(shown);
    expect(grantView.parse(grantViewOf(grant()))).toEqual(shown);
  });

  it('is for all queues or units where it names none, and of nobody where the house gave it', () => {
    const wide = { allQueues: true, queues: [], allUnits: true, units: [], grantedBy: null };
    expect(grantViewOf(grant(wide))).toEqual({ ...shown, queues: 'all', units: 'all', grantedBy: null });
    expect(grantViewOf(grant({ allQueues: true, queues: [] }))).toEqual({ ...shown, queues: 'all' });
  });

  it('says when it was revoked, and by whom', () => {
    const revoked = { revokedAt: new Date('2026-12-01T07:00:00Z'), revokedBy: EERO, suspended: true };
    expect(grantViewOf(grant(revoked))).toEqual({
      ...{ ...shown, suspended: true, revokedAt: '2026-12-01T07:00:00.000Z', revokedBy: EERO },
    });
  });
});
