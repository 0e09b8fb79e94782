import { describe, expect, it } from '@jest/globals';
import { THE_SYSTEM } from '../../audit/index.js';
import { ANNA, EERO, MAIJA } from '../testing/person.js';
import { proposalDecided, proposalSettled } from './proposal-events.js';

const proposal = { id: ANNA, staffId: MAIJA, kind: 'grant', origin: 'administrator', proposedBy: EERO } as const;
const event = {
  action: 'grant-proposal.decided',
  actor: THE_SYSTEM,
  object: { kind: 'grant-proposal', id: ANNA },
  concernsStaffId: MAIJA,
  facts: { outcome: 'refused', kind: 'grant', origin: 'administrator', proposedBy: EERO },
};

describe('the end of a proposal', () => {
  it('is on record with whom it concerned, what it was, and who had proposed it', () => {
    expect(proposalDecided(proposal, 'refused', THE_SYSTEM)).toStrictEqual(event);
  });

  it('has its reason among the texts, which are kept apart', () => {
    expect(proposalDecided(proposal, 'refused', THE_SYSTEM, 'Ei tarvita')).toStrictEqual({
      ...event,
      texts: { reason: 'Ei tarvita' },
    });
  });

  it('is said to who would decide it again', () => {
    expect(proposalSettled()).toMatchObject({
      kind: 'conflict',
      code: 'proposal-settled',
      message: 'This proposal is decided, withdrawn or lapsed already.',
    });
  });
});
