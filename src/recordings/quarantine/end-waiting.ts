import type { EntityManager } from '../../platform/database/index.js';

/**
 * The audio of an announced call has come: the item that waited for it goes, in the transaction that keeps the audio. Its key is
 * destroyed after the commit. Returns the item's id; null where nothing waited.
 */
export async function endWaiting(em: EntityManager, source: string, externalId: string): Promise<string | null> {
  const [item] = await em.execute<{ id: string }[]>(END, [source, externalId]);
  return item?.id ?? null;
}

const END = `
  with item as (delete from quarantined_item where source = ? and external_id = ? and audio_sha256 is null returning id),
    name as (delete from awaited_audio using item where item_id = item.id)
  select id from item`;
