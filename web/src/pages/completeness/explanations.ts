import type { NewExplanation } from '../../api/types.js';

/** Why something does not come, in the order in which it is offered. */
export const EXPLANATIONS = [
  'source-fault',
  'network-fault',
  'storage-fault',
  'lost-at-source',
  'not-answered',
  'too-short',
  'not-recorded-by-rule',
  'test-call',
  'other',
] as const satisfies readonly NewExplanation['reason'][];
