import { describe, expect, it } from '@jest/globals';
import {
  GROUNDS_OF_WITHHOLDING,
  groundsOf,
  mayLeaveReasonsOut,
  REFUSAL_GROUNDS,
  type RefusalGround,
} from './grounds.js';
import { RIGHTS } from './rights.js';

const SECTION_34: RefusalGround[] = ['security-or-crime-dpa-34', 'serious-danger-dpa-34', 'supervision-dpa-34'];

/** Grounds that the articles give to one right, beside those of art. 12. */
const OWN = {
  access: ['rights-of-others-15-4', ...SECTION_34],
  rectification: ['accurate-16'],
  erasure: ['legal-obligation-17-3-b', 'legal-claims-17-3-e', 'under-hold-17', 'no-ground-17-1'],
  restriction: ['no-ground-18-1'],
  portability: ['no-consent-or-contract-20', 'rights-of-others-15-4'],
  objection: ['compelling-grounds-21'],
} as const;

describe('the grounds of a refusal', () => {
  it.each(Object.entries(OWN))('of %s are those of art. 12 and its own', (right, own) => {
    const grounds = groundsOf(right as keyof typeof OWN); // a key of OWN
    expect([...grounds].sort()).toEqual(['not-identifiable-12-2', 'unfounded-12-5', 'excessive-12-5', ...own].sort());
  });

  it('of a withdrawal of consent are none but that nobody consented (art. 7(3))', () => {
    expect(groundsOf('consent-withdrawal')).toEqual(['no-consent-7-3']);
  });

  it('are each good for some right', () => {
    expect(new Set(RIGHTS.flatMap(right => groundsOf(right)))).toEqual(new Set(REFUSAL_GROUNDS));
  });

  it('of §34 alone may leave their reasons out', () => {
    expect(REFUSAL_GROUNDS.filter(mayLeaveReasonsOut)).toEqual(SECTION_34);
  });

  it('that withhold one recording are grounds against access, and none about the whole request', () => {
    expect([...GROUNDS_OF_WITHHOLDING]).toEqual(['rights-of-others-15-4', ...SECTION_34]);
    for (const ground of GROUNDS_OF_WITHHOLDING) expect(groundsOf('access')).toContain(ground);
  });
});
