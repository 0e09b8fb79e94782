import type { Claim, RightsCase } from '../../../api/types.js';

export type ClaimAct = 'decide' | 'confirm';

type Looked = Pick<RightsCase, 'permitted' | 'decidedAt' | 'closedAt'>;

/** What somebody may do about a right of a case: decide it, again as well before it is confirmed, or confirm what another decided. */
export function actsOnClaim(
  { state, decidedBy }: Pick<Claim, 'state' | 'decidedBy'>,
  { permitted, decidedAt, closedAt }: Looked,
  ownId: string,
): ClaimAct[] {
  if (decidedAt !== null || closedAt !== null) return [];
  const confirms = state === 'decided' && decidedBy !== ownId && permitted.includes('handle');
  const decides = (state === 'open' || state === 'decided') && permitted.includes('handle');
  return [...(confirms ? (['confirm'] as const) : []), ...(decides ? (['decide'] as const) : [])];
}
