import { LockMode } from '@mikro-orm/core';
import type { Permissions } from '../../access/index.js';
import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Erasure } from './erasure.entity.js';
import { erasureSettled, erasureSubject } from './erasure-events.js';

/** Locks an erasure for somebody who may see it. @throws DomainError `not-found` also for what the person may not see */
export async function lockErasure(em: EntityManager, id: string, { ability }: Permissions): Promise<Erasure> {
  const erasure = await em.findOne(Erasure, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!erasure || !ability.can('list', erasureSubject(erasure, erasure.requestedBy))) throw notFound();
  return erasure;
}

/** @throws DomainError `erasure-settled` for one that does not wait */
export function mustWait({ state }: Erasure): void {
  if (state !== 'requested') throw erasureSettled();
}
