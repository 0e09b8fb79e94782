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

/** The item that waits for the audio of a call, locked as well; null where none does, or none that the person may sort out. */
export async function lockWaiting(
  em: EntityManager,
  call: { readonly source: string; readonly externalId: string },
  permissions: Permissions,
): Promise<QuarantinedItem | null> {
  const waiting = { ...call, audioSha256: null };
  const item = await em.findOne(QuarantinedItem, waiting, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  return item && may('sort-out', item, permissions) ? item : null;
}

function permitted(item: QuarantinedItem | null, verb: 'read' | 'sort-out', permissions: Permissions): QuarantinedItem {
  if (!item || !may(verb, item, permissions)) throw notFound();
  return item;
}

function may(verb: 'read' | 'sort-out', item: QuarantinedItem, { ability, today }: Permissions): boolean {
  return item.dueOn >= today && ability.can(verb, itemSubject(item));
}
