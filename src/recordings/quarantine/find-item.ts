import { LockMode } from '@mikro-orm/core';
import type { Permissions } from '../../access/index.js';
import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { itemSubject } from './item-rows.js';
import { QuarantinedItem } from './quarantined-item.entity.js';

/**
 * An item that somebody may look at (`read`) or work on (`sort-out`).
 * @throws DomainError `not-found` also for what the person may not see, and for what is over
 */
export async function findItem(
  em: EntityManager,
  id: string,
  verb: 'read' | 'sort-out',
  permissions: Permissions,
): Promise<QuarantinedItem> {
  return permitted(await em.findOne(QuarantinedItem, { id }), verb, permissions);
}

/** The same, locked until the end of the transaction, to work on it. @throws DomainError `not-found` */
export async function lockItem(em: EntityManager, id: string, permissions: Permissions): Promise<QuarantinedItem> {
  const item = await em.findOne(QuarantinedItem, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  return permitted(item, 'sort-out', permissions);
}

function permitted(
  item: QuarantinedItem | null,
  verb: 'read' | 'sort-out',
  { ability, today }: Permissions,
): QuarantinedItem {
  if (!item || item.dueOn < today || !ability.can(verb, itemSubject(item))) throw notFound();
  return item;
}
