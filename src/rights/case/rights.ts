/** What a person may ask for (GDPR arts. 7(3), 15 to 18, 20, 21). */
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
