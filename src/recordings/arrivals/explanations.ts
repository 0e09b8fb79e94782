/** Why audio that was announced, or a number, does not come. */
export const EXPLANATIONS = [
  'not-answered',
  'not-recorded-by-rule',
  'too-short',
  'test-call',
  'source-fault',
  'network-fault',
  'storage-fault',
  'lost-at-source',
  'other',
] as const;
export type Explanation = (typeof EXPLANATIONS)[number];
