import type { EntityManager } from '../../platform/database/index.js';
import { Claim } from '../case/case-rows.entity.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { undecide } from '../case/undecide-claim.js';
import type { EffectResult } from './effect-detail.js';

/**
 * What a hold keeps waits for its end: the claim returns to the queue by itself then (domain.md §3). Where a hold has come after everything
 * was granted, and nobody was answered yet, two people decide anew: the person is told of what is kept, and why.
 */
export async function followErasure(
  em: EntityManager,
  rightsCase: RightsCase,
  { erasures = [] }: EffectResult,
): Promise<void> {
  if (!erasures.some(({ outcome }) => outcome === 'held')) return;
  const claim = await em.findOne(Claim, { caseId: rightsCase.id, rightKind: 'erasure' }, { refresh: true });
  if (claim?.state !== 'confirmed') return;
  if (claim.outcome !== 'granted' || rightsCase.answeredAt) {
    claim.state = 'waiting';
    return;
  }
  undecide(claim);
  if (rightsCase.state === 'decided') em.assign(rightsCase, { state: 'assessing', decidedAt: null });
}
