import type { EntityManager } from '../../platform/database/index.js';
import { Claim } from '../case/case-rows.entity.js';
import type { EffectResult } from './effect-detail.js';

/** What a hold keeps waits for its end: the claim returns to the queue by itself then (domain.md §3). */
export async function followErasure(em: EntityManager, caseId: string, { erasures = [] }: EffectResult): Promise<void> {
  const state = erasures.some(({ outcome }) => outcome === 'held') ? 'waiting' : 'confirmed';
  await em.nativeUpdate(Claim, { caseId, rightKind: 'erasure', state: { $in: ['confirmed', 'waiting'] } }, { state });
}
