import type { RightsCase } from '../../../api/types.js';

/** What can be brought about for the rights of a case. */
export type EffectAct = 'restriction' | 'lifting' | 'statement' | 'block' | 'erasure';

type Looked = Pick<RightsCase, 'permitted' | 'closedAt'> & {
  readonly claims: readonly Pick<RightsCase['claims'][number], 'right' | 'state'>[];
};

/** What is offered: an erasure only where its right was asked for and decided by two people. */
export function effectActs({ permitted, closedAt, claims }: Looked): EffectAct[] {
  if (!permitted.includes('handle') || closedAt !== null) return [];
  const erases = claims.some(
    ({ right, state }) => right === 'erasure' && (state === 'confirmed' || state === 'waiting'),
  );
  return ['restriction', 'lifting', 'statement', 'block', ...(erases ? (['erasure'] as const) : [])];
}
