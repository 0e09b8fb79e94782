import type { EntityManager } from '../../platform/database/index.js';
import { DestroyedItem } from './destroyed-item.entity.js';
import { destroyedRow } from './destroyed-row.js';
import { QuarantinedItem } from './quarantined-item.entity.js';

/**
 * Takes an item that is locked, and whose day is, out of what waits, for the event that says why. The caller destroys its key after
 * the commit; whoever writes its certificate makes sure of that.
 */
export async function removeItem(em: EntityManager, item: QuarantinedItem, eventId: string): Promise<void> {
  await em.insert(DestroyedItem, destroyedRow(item, eventId));
  await removeRow(em, item.id);
}

/** Takes the row of an item away, and the names that its audio was awaited under. */
export async function removeRow(em: EntityManager, id: string): Promise<void> {
  await em.nativeDelete(QuarantinedItem, { id });
  await em.execute('delete from awaited_audio where item_id = ?', [id]);
}
