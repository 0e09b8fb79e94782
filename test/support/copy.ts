import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Day } from '../../src/kernel/calendar.js';
import { openCobblestone, HEADER_BYTES } from '../../src/platform/crypto/cobblestone.js';
import type { DataKey } from '../../src/platform/crypto/data-key.js';
import { openField } from '../../src/platform/crypto/field-cipher.js';
import { FileKeyRing } from '../../src/platform/crypto/file-key-ring.js';
import { Database } from '../../src/platform/database/index.js';
import { Party } from '../../src/recordings/index.js';
import { audioContext } from '../../src/recordings/audio/receive-audio.js';
import { indexValues, noteContext, openParty } from '../../src/recordings/party-fields.js';
import { itemMetadata } from '../custody/contacts.js';
import type { TestServer } from './server.js';

interface Unit {
  readonly id: string;
  readonly due_on: Day;
}

/** What somebody has who copied everything at one moment: rows, blobs, and (apart) keys. */
export interface Copy {
  readonly blobs: string;
  readonly keys: string;
  readonly recordings: readonly Unit[];
  readonly contacts: readonly (Unit & { readonly sealed_note: Buffer | null })[];
  readonly items: readonly (Unit & { readonly sealed_metadata: Buffer })[];
  readonly parties: readonly Party[];
  readonly index: ReadonlySet<string>;
}

export async function copyOf(server: TestServer): Promise<Copy> {
  const folder = await mkdtemp(join(dirname(server.folders.data), 'copy-'));
  const [blobs, keys] = [join(folder, 'blobs'), join(folder, 'keys')];
  await cp(server.folders.blobs, blobs, { recursive: true });
  await cp(server.folders.keys, keys, { recursive: true });
  const index = await server.sql<{ value: Buffer }>('select value from party_index');
  return {
    ...{ blobs, keys },
    recordings: await server.sql('select id, due_on from recording'),
    contacts: await server.sql('select id, due_on, sealed_note from contact'),
    items: await server.sql('select id, due_on, sealed_metadata from quarantined_item'),
    parties: await server.app.get(Database).entities().find(Party, {}),
    index: new Set(index.map(({ value }) => value.toString('hex'))),
  };
}

/** How much of a copy the keys in `keysFolder` open: whole recordings, fields, notes, index values, items. */
export async function readableOf(copy: Copy, keysFolder: string) {
  const ring = await FileKeyRing.open(keysFolder, { outsideOf: copy.blobs });
  const keyOf = ({ id, due_on }: Unit) => ring.open(id, due_on).catch(() => null);
  const readable = { audio: 0, fields: 0, notes: 0, indexed: 0, items: 0 };
  for (const recording of copy.recordings)
    readable.audio += await audioOpened(copy, recording.id, await keyOf(recording));
  for (const contact of copy.contacts) {
    const key = await keyOf(contact);
    const parties = copy.parties.filter(party => party.contactId === contact.id);
    for (const party of parties) {
      const fields = key ? openParty(key, party) : {};
      readable.fields += Object.values(fields).filter(value => value !== undefined).length;
      const indexKey = await ring.indexKey(contact.due_on).catch(() => null);
      const values = indexKey ? indexValues(indexKey, fields) : [];
      readable.indexed += values.filter(value => copy.index.has(value.toString('hex'))).length;
    }
    if (key && contact.sealed_note && openField(key, noteContext(contact.id), contact.sealed_note)) readable.notes += 1;
  }
  for (const item of copy.items) {
    const key = await keyOf(item);
    if (key && itemMetadata(key, item.id, item.sealed_metadata)) readable.items += 1;
  }
  return readable;
}

async function audioOpened({ blobs }: Copy, id: string, key: DataKey | null): Promise<number> {
  if (!key) return 0;
  const blob = await readFile(join(blobs, id.slice(-2), id));
  const reader = openCobblestone(key.audioKey(), audioContext(id), blob.subarray(0, HEADER_BYTES), blob.length);
  for (let chunk = 0; chunk <= reader.lastChunk; chunk += 1) {
    const { offset, length } = reader.rangeOfChunk(chunk);
    reader.decryptChunk(chunk, blob.subarray(offset, offset + length));
  }
  return 1;
}
