import { describe, expect, it } from '@jest/globals';
import { REVIEW_DECISIONS, type ReviewDecision } from '../subjects.js';
import { ANNA, as, EERO, MAIJA, TODAY } from '../testing/person.js';
import type { Role } from '../roles.js';
import { AccessReview } from './access-review.entity.js';
import { checkDecider } from './check-decider.js';

/** Maija decides on the access of Eero, which Anna gave, unless something else is said. */
function decides(
  over: Partial<AccessReview>,
  decision: ReviewDecision,
  grantedBy: string | null = ANNA,
  role: Role = 'agent',
) {
  const days = { suspendOn: '2026-11-30', escalateOn: '2026-12-05' };
  const people = { staffId: EERO, reviewerId: MAIJA, deputyIds: [] };
  const review = Object.assign(new AccessReview(), { ...people, ...days, ...over });
  return () => {
    checkDecider({ review, grantedBy, decision }, { id: MAIJA }, { ability: as(role), today: TODAY });
  };
}

const refusal = (code: string, message: string) => expect.objectContaining({ kind: 'forbidden', code, message });

describe('who decides in an access review', () => {
  it.each(REVIEW_DECISIONS)('is its reviewer, or a deputy: %s', decision => {
    expect(decides({}, decision)).not.toThrow();
    expect(decides({ reviewerId: ANNA, deputyIds: [MAIJA] }, decision)).not.toThrow();
    expect(decides({}, decision, null)).not.toThrow();
  });

  it.each(REVIEW_DECISIONS)('is nobody else, who is told so: %s', decision => {
    const sentence = 'This review is for its reviewer and deputies to decide.';
    expect(decides({ reviewerId: ANNA }, decision)).toThrow(refusal('not-reviewer', sentence));
  });

  it.each(REVIEW_DECISIONS)('is never the person, though they are named: %s', decision => {
    const oneself = refusal('not-oneself', 'Nobody examines their own access.');
    expect(decides({ staffId: MAIJA }, decision)).toThrow(oneself);
    expect(decides({ staffId: MAIJA }, decision, MAIJA)).toThrow(oneself);
  });

  it('is who gave the grant for a revocation alone', () => {
    const alone = refusal('granter-alone', 'Who gave a grant does not decide alone that it stays.');
    for (const decision of ['keep', 'narrow'] as const) expect(decides({}, decision, MAIJA)).toThrow(alone);
    expect(decides({}, 'revoke', MAIJA)).not.toThrow();
    expect(decides({ reviewerId: ANNA }, 'revoke', MAIJA)).toThrow(expect.objectContaining({ code: 'not-reviewer' }));
  });

  it('is any administrator from its escalation on', () => {
    expect(decides({ reviewerId: ANNA }, 'keep', ANNA, 'administrator')).toThrow(
      expect.objectContaining({ code: 'not-reviewer' }),
    );
    expect(decides({ reviewerId: ANNA, escalateOn: TODAY }, 'keep', ANNA, 'administrator')).not.toThrow();
  });
});
