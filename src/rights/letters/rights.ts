/** What a data subject may ask for: GDPR arts. 15 to 18, 20, 21 and 7(3), in this order. */
export const RIGHTS = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'consent-withdrawal',
] as const;
export type Right = (typeof RIGHTS)[number];

/** How a request for one right ends (domain.md §3). */
export const OUTCOMES = ['granted', 'partly-granted', 'refused', 'nothing-held', 'withdrawn'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** GDPR art. 6(1), (a) to (f). */
export const LEGAL_BASES = [
  'consent',
  'contract',
  'legal-obligation',
  'vital-interests',
  'public-task',
  'legitimate-interests',
] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** Whether data processed on `basis` are portable (GDPR art. 20(1)(a)). */
export function isPortable(basis: LegalBasis): boolean {
  return basis === 'consent' || basis === 'contract';
}
