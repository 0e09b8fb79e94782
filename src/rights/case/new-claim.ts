import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Claim } from './case-rows.entity.js';
import type { Right } from './rights.js';

/** A right that a case is about from now on, to be persisted. */
export function newClaim(em: EntityManager, caseId: string, rightKind: Right, now: Date): Claim {
  return em.create(Claim, { id: newId(now), caseId, rightKind });
}
