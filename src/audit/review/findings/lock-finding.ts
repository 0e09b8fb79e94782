import { LockMode } from '@mikro-orm/core';
import { DomainError, notFound } from '../../../kernel/errors.js';
import type { EntityManager } from '../../../platform/database/index.js';
import { Finding } from './finding.entity.js';

/** A finding that stays as it is until the transaction ends. @throws DomainError `not-found` */
export async function lockFinding(em: EntityManager, where: { id: string; ownerId?: string }): Promise<Finding> {
  const finding = await em.findOne(Finding, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!finding) throw notFound();
  return finding;
}

/** What is said of a finding that is settled already. */
export function findingSettled(): DomainError {
  return new DomainError('conflict', 'finding-settled', 'This finding is settled already.');
}
