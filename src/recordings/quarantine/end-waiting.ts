import type { EntityManager } from '../../platform/database/index.js';
import { CameMeanwhile } from '../ingest/came-meanwhile.js';

/**
 * The audio of an announced call has come: the item that waited for it goes, in the transaction that keeps the audio and has locked the
 * delivery's name. Its key is destroyed after the commit. Returns the item's id; null where nothing waited.
 * @throws CameMeanwhile where an item has audio of this name already
 */
export async function endWaiting(em: EntityManager, source: string, externalId: string): Promise<string | null> {
  const name = [source, externalId];
  const items = await em.execute<{ id: string; waited: boolean }[]>(END, [...name, ...name]);
  if (items.some(({ waited }) => !waited)) throw new CameMeanwhile();
  return items[0]?.id ?? null;
}

const END = `
  with item as (delete from quarantined_item where source = ? and external_id = ? and audio_sha256 is null returning id),
    name as (delete from awaited_audio using item where item_id = item.id)
  select id, true as waited from item
  union all
  select id, false from quarantined_item where source = ? and external_id = ? and audio_sha256 is not null`;
