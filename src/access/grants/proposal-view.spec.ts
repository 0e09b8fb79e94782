import { describe, expect, it } from '@jest/globals';
import type { Role } from '../roles.js';
import { ANNA, as, EERO, MAIJA } from '../testing/person.js';
import { GrantProposal } from './grant-proposal.entity.js';
import { Grant } from './grant.entity.js';
import { proposalViewOf } from './proposal-view.js';

const [PROPOSAL, GRANT] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];
const NOW = new Date('2026-11-24T07:00:00Z');
const LATER = new Date('2026-12-08T07:00:00Z');
const NAMES = new Map([
  [EERO, 'Eero Malli'],
  [ANNA, 'Anna Malli'],
]);
const grant = Object.assign(new Grant(), {
  ...{ id: GRANT, staffId: EERO, role: 'agent', allQueues: true, queues: [], allUnits: true, units: [], purposes: [] },
  ...{
    ownCallsOnly: false,
    fromOn: '2026-01-01',
    untilOn: '2026-12-31',
    reason: 'x',
    createdAt: NOW,
    suspended: false,
  },
});

/** That Eero's grant goes, as Anna proposed it. */
function proposal(over: Partial<GrantProposal> = {}): GrantProposal {
  const people = {
    staffId: EERO,
    proposedBy: ANNA,
    broughtAboutBy: [],
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
  };
  const what = { kind: 'revocation', grantId: GRANT, wanted: null, origin: 'unused-access', reason: 'Ei tarvita' };
  const days = { proposedAt: NOW, lapsesAt: LATER, outcome: 'pending' };
  return Object.assign(new GrantProposal(), { id: PROPOSAL, ...people, ...what, ...days, ...over });
}

/** As Maija sees it. */
const seen = (over: Partial<GrantProposal> = {}, role: Role = 'administrator', now = NOW) =>
  proposalViewOf(proposal(over), { names: NAMES, grants: new Map([[GRANT, grant]]), ability: as(role), now });

describe('a proposal as answers show it', () => {
  it('names whom it is about, who proposed it and why, and the grant', () => {
    expect(seen()).toMatchObject({
      ...{
        id: PROPOSAL,
        kind: 'revocation',
        staffId: EERO,
        staffName: 'Eero Malli',
        wanted: null,
        grant: { id: GRANT },
      },
      ...{ origin: 'unused-access', proposedBy: ANNA, proposerName: 'Anna Malli', reason: 'Ei tarvita' },
      ...{ proposedAt: '2026-11-24T07:00:00.000Z', lapsesAt: '2026-12-08T07:00:00.000Z', state: 'pending' },
      ...{ decidedBy: null, deciderName: null, decidedAt: null, decisionReason: null },
    });
  });

  it('says who decided it, when and why', () => {
    const decided = { outcome: 'refused' as const, decidedBy: ANNA, decidedAt: NOW, decisionReason: 'Tarvitaan' };
    expect(seen(decided)).toMatchObject({
      ...{ state: 'refused', decidedBy: ANNA, deciderName: 'Anna Malli', decisionReason: 'Tarvitaan' },
      ...{ decidedAt: '2026-11-24T07:00:00.000Z', mayDecide: false, mayWithdraw: false },
    });
  });

  it('shows no grant where there is none yet, and no names of people whom nobody knows', () => {
    const unknown = { staffId: GRANT, proposedBy: GRANT, decidedBy: GRANT, grantId: null };
    expect(seen(unknown)).toMatchObject({ grant: null, staffName: '', proposerName: null, deciderName: null });
  });

  it('may be decided by a second administrator, and withdrawn by who proposed it', () => {
    const may = (over: Partial<GrantProposal> = {}, role: Role = 'administrator', now = NOW) => {
      const { mayDecide, mayWithdraw } = seen(over, role, now);
      return [mayDecide, mayWithdraw];
    };
    expect(may()).toEqual([true, false]);
    expect(may({ proposedBy: MAIJA })).toEqual([false, true]);
    expect(may({ staffId: MAIJA })).toEqual([false, false]);
    expect(may({ broughtAboutBy: [MAIJA] })).toEqual([false, false]);
    expect(may({}, 'agent')).toEqual([false, false]);
    for (const proposedBy of [ANNA, MAIJA]) expect(may({ proposedBy }, 'administrator', LATER)).toEqual([false, false]);
  });
});
