import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { NOBODY } from '../../kernel/ids.js';
import { ANNA, EERO, MAIJA } from '../testing/person.js';
import { AccessReview } from './access-review.entity.js';
import { isEscalated, isSuspended, reviewFacts } from './review-facts.js';

const TODAY = parseDay('2026-11-24');
const [YESTERDAY, TOMORROW] = ['2026-11-23', '2026-11-25'];

function review(over: Partial<AccessReview> = {}): AccessReview {
  const people = { staffId: MAIJA, reviewerId: EERO, deputyIds: [ANNA] };
  const days = { suspendOn: TOMORROW, escalateOn: TOMORROW, closedAt: null };
  return Object.assign(new AccessReview(), { ...people, ...days, ...over });
}

describe('the facts of an access review', () => {
  it('are whose it is, who decides, whether it is escalated, and who gave the grant', () => {
    expect(reviewFacts(review(), TODAY, EERO)).toEqual({
      staffId: MAIJA,
      reviewerIds: [EERO, ANNA],
      escalated: false,
      grantedBy: EERO,
    });
  });

  it('name nobody where nobody gave the grant, or none is asked of', () => {
    expect(reviewFacts(review(), TODAY, null).grantedBy).toBe('');
    expect(reviewFacts(review(), TODAY).grantedBy).toBe('');
  });

  it('name the deputies alone where no reviewer could be named: the id of nobody decides nothing', () => {
    expect(reviewFacts(review({ reviewerId: NOBODY }), TODAY).reviewerIds).toEqual([ANNA]);
    expect(reviewFacts(review({ reviewerId: NOBODY, deputyIds: [] }), TODAY).reviewerIds).toEqual([]);
  });
});

describe('an access review acts by its days, written down or not', () => {
  it.each([
    [YESTERDAY, true],
    [TODAY, true],
    [TOMORROW, false],
  ])('and is escalated from its day on: %s', (escalateOn, expected) => {
    expect(isEscalated(review({ escalateOn }), TODAY)).toBe(expected);
    expect(reviewFacts(review({ escalateOn }), TODAY).escalated).toBe(expected);
  });

  it.each([
    [YESTERDAY, true],
    [TODAY, true],
    [TOMORROW, false],
  ])('and suspends what is undecided from its day on: %s', (suspendOn, expected) => {
    expect(isSuspended(review({ suspendOn }), TODAY)).toBe(expected);
    expect(isSuspended(review({ suspendOn, closedAt: new Date('2026-11-23T07:00:00Z') }), TODAY)).toBe(false);
  });
});
