import { describe, expect, it } from '@jest/globals';
import { narrowedGrant, reviewDecisions, reviewQuery } from './reviews.schemas.js';

const grantId = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const narrowed = {
  ...{ queues: ['ward'], units: 'all', ownCallsOnly: false, purposes: ['service-development'] },
  untilOn: '2026-12-31',
};
const keep = (number = 1) => ({ grantId: grantId(number), decision: 'keep', reason: 'Tarvitaan' });
const issuesOf = (...decisions: object[]) => reviewDecisions.safeParse({ decisions }).error?.issues ?? [];

describe('decisions in an access review', () => {
  it('are on one grant or on several, each with its reason', () => {
    expect(issuesOf(keep())).toEqual([]);
    expect(issuesOf(keep(1), { ...keep(2), decision: 'revoke' })).toEqual([]);
    for (const reason of [undefined, '', 'x'.repeat(1_001)]) expect(issuesOf({ ...keep(), reason })).toHaveLength(1);
    expect(issuesOf({ ...keep(), decision: 'postpone' })).toHaveLength(1);
  });

  it('are from one to a hundred, and one on a grant', () => {
    const many = Array.from({ length: 101 }, (_, number) => keep(number + 1));
    expect(issuesOf(...many.slice(1))).toEqual([]);
    expect(issuesOf(...many)).toHaveLength(1);
    expect(issuesOf()).toHaveLength(1);
    expect(issuesOf(keep(), keep())).toMatchObject([{ message: 'decides once on a grant' }]);
  });

  it('say what is left of a grant where they narrow it, and nowhere else', () => {
    const narrow = { ...keep(), decision: 'narrow' };
    expect(issuesOf({ ...narrow, narrowed })).toEqual([]);
    const wrong = [{ path: ['decisions', 0, 'narrowed'], message: 'goes with narrow, and with nothing else' }];
    expect(issuesOf(narrow)).toMatchObject(wrong);
    expect(issuesOf({ ...keep(), narrowed })).toMatchObject(wrong);
  });
});

describe('what is left of a grant', () => {
  it.each([
    { queues: [] },
    { queues: Array.from({ length: 201 }, (_, number) => `Jono ${number}`) },
    { units: [''] },
    { units: 'some' },
    { purposes: ['curiosity'] },
    { purposes: Array(6).fill('complaint') },
    { untilOn: undefined },
    { fromOn: '2026-12-01' },
  ])('is refused with %j', over => {
    expect(narrowedGrant.safeParse(narrowed).success).toBe(true);
    expect(narrowedGrant.safeParse({ ...narrowed, ...over }).success).toBe(false);
  });
});

describe('a look at reviews', () => {
  it('may be at the closed or at the open ones, of a person or of a campaign', () => {
    expect(reviewQuery.parse({ closed: 'false', staff: grantId(1), campaign: grantId(2) })).toMatchObject({
      ...{ closed: false, staff: grantId(1), campaign: grantId(2) },
    });
    for (const wrong of [{ closed: 'perhaps' }, { staff: 'Maija' }, { campaign: 'all' }])
      expect(reviewQuery.safeParse(wrong).success).toBe(false);
  });
});
