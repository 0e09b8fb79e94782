import type { LockMode } from '@mikro-orm/core';
import { DomainError, notFound } from '../../../kernel/errors.js';
import type { EntityManager } from '../../../platform/database/index.js';
import { ReviewRound } from './review-round.entity.js';

/** A round that stays as it is until the transaction ends. @throws DomainError `not-found` */
export async function lockRound(em: EntityManager, id: string, lockMode: LockMode): Promise<ReviewRound> {
  const round = await em.findOne(ReviewRound, { id }, { lockMode });
  if (!round) throw notFound();
  return round;
}

/** What is said of a round that is closed already. */
export function roundClosed(): DomainError {
  return new DomainError('conflict', 'round-closed', 'This review round is closed; nothing is added to it any more.');
}
