import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '../../platform/database/index.js';
import { Grant } from './grant.entity.js';

/** The grant, locked until the transaction ends; null for one that is not there or is revoked. */
export function lockGrant(em: EntityManager, id: string): Promise<Grant | null> {
  return em.findOne(Grant, { id, revokedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}
