import { describe, expect, it } from '@jest/globals';
import { NOBODY } from '../../kernel/ids.js';
import { ANNA, as, EERO, MAIJA, TODAY } from '../testing/person.js';
import { AccessReview } from './access-review.entity.js';
import { openDecisions, reviewItemView } from './review-view.js';

const REVIEW = '00000000-0000-7000-8000-00000000000a';
const NAMES = new Map([
  [EERO, 'Eero Malli'],
  [MAIJA, 'Maija Malli'],
]);

/** Of Eero's access, for Maija to decide. */
function review(over: Partial<AccessReview> = {}): AccessReview {
  const people = { staffId: EERO, reviewerId: MAIJA, deputyIds: [ANNA] };
  const days = { effectiveOn: '2026-11-30', suspendOn: '2026-11-30', escalateOn: '2026-12-05', revokeOn: '2026-12-14' };
  const state = { openedAt: new Date('2026-11-23T07:00:00Z'), closedAt: null, outcome: null };
  return Object.assign(new AccessReview(), { id: REVIEW, kind: 'duties', ...people, ...days, ...state, ...over });
}

const shown = {
  ...{ id: REVIEW, kind: 'duties', staffId: EERO, staffName: 'Eero Malli', openedAt: '2026-11-23T07:00:00.000Z' },
  ...{ effectiveOn: '2026-11-30', suspendOn: '2026-11-30', escalateOn: '2026-12-05', revokeOn: '2026-12-14' },
  ...{ reviewerId: MAIJA, reviewerName: 'Maija Malli', deputyIds: [ANNA], escalated: false, suspended: false },
  ...{ closedAt: null, outcome: null },
};

describe('an access review as lists show it', () => {
  it('names whose access it is about, who decides, and its days', () => {
    expect(reviewItemView(review(), NAMES, TODAY)).toEqual(shown);
  });

  it('names nobody where no reviewer could be named', () => {
    expect(reviewItemView(review({ reviewerId: NOBODY }), new Map(), TODAY)).toEqual({
      ...{ ...shown, staffName: '', reviewerId: null, reviewerName: null },
    });
  });

  it('says what its days have brought, and how it ended', () => {
    const days = { suspendOn: TODAY, escalateOn: TODAY };
    expect(reviewItemView(review(days), NAMES, TODAY)).toEqual({
      ...{ ...shown, ...days, suspended: true, escalated: true },
    });
    const closed = { closedAt: new Date('2026-11-24T06:00:00Z'), outcome: 'decided' as const };
    expect(reviewItemView(review({ ...days, ...closed }), NAMES, TODAY)).toMatchObject({
      ...{ closedAt: '2026-11-24T06:00:00.000Z', outcome: 'decided', suspended: false },
    });
  });
});

describe('what somebody may decide in it', () => {
  const open = (over: Partial<AccessReview> = {}, grantedBy: string | null = ANNA) =>
    openDecisions(review(over), { grantedBy }, { ability: as('agent'), today: TODAY });

  it('is everything for its reviewer, and nothing for somebody else', () => {
    expect(open()).toEqual(['keep', 'narrow', 'revoke']);
    expect(open({}, null)).toEqual(['keep', 'narrow', 'revoke']);
    expect(open({ reviewerId: ANNA })).toEqual([]);
  });

  it('is a revocation alone for who gave the grant', () => {
    expect(open({}, MAIJA)).toEqual(['revoke']);
  });
});
