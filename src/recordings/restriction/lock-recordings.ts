import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '../../platform/database/index.js';
import { Recording } from '../recording.entity.js';

/** Locks those of `ids` that are here, in the order of their ids, so that nobody waits for each other; the rest is gone. */
export async function lockRecordings(em: EntityManager, ids: readonly string[]): Promise<Recording[]> {
  const where = { id: { $in: [...new Set(ids)] } };
  const how = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: 'asc' } } as const;
  return em.find(Recording, where, how);
}
