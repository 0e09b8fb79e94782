import type { KeyObject } from 'node:crypto';
import type { Day } from '../../src/kernel/calendar.js';
import { LocalBlobStore } from '../../src/platform/blobs/local-blob-store.js';
import { blindIndex } from '../../src/platform/crypto/blind-index.js';
import { DataKey } from '../../src/platform/crypto/data-key.js';
import { unwrapDayKey } from '../../src/platform/crypto/day-key.js';
import { deriveKey } from '../../src/platform/crypto/derive-key.js';
import { keyOf } from '../../src/platform/crypto/keys-folder.js';
import { openParty, partiesIn, plaintext, unwrap, USES, type BackupCopy } from '../support/backup-copy.js';
import type { StoredKeys } from './stored-keys.js';

/** What somebody goes for who knows of it all but the keys. */
export interface Target {
  readonly day: Day;
  /** The wrapped data keys of the day, which are given to them. */
  readonly records: readonly Buffer[];
  readonly phones: readonly string[];
}

/** What opened, by the ids of recordings and contacts, and how much was tried. */
export interface Forced {
  readonly audio: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  readonly found: ReadonlySet<string>;
  readonly unwrapped: number;
  readonly tried: number;
}

/**
 * Tries every key in `left`, and every one that comes of these, on every wrapping, blob, sealed field and index value of the
 * target in `copy`.
 */
export async function openByEveryKey(copy: BackupCopy, left: StoredKeys, target: Target): Promise<Forced> {
  const attempts = new Attempts();
  const keys = keysOf(left);
  const dataKeys = await dataKeysOf(left, keys);
  let unwrapped = 0;
  for (const record of target.records) {
    if (await attempts.anyOf(keys, key => unwrap(key, record))) unwrapped += 1;
  }
  const audio = await openBlobs(attempts, copy, target.day, dataKeys);
  const fields = await openParties(attempts, copy, target.day, dataKeys);
  const found = await guess(attempts, copy, target, keys);
  return { audio, fields, found, unwrapped, tried: attempts.tried };
}

class Attempts {
  tried = 0;

  /** Whether `opening` goes well with any of `keys`; all are tried. */
  async anyOf<Key>(keys: readonly Key[], opening: (key: Key) => unknown): Promise<boolean> {
    let opened = false;
    for (const key of keys) opened = (await this.#goesWell(() => opening(key))) || opened;
    return opened;
  }

  async #goesWell(attempt: () => unknown): Promise<boolean> {
    this.tried += 1;
    try {
      await attempt();
      return true;
    } catch {
      return false;
    }
  }
}

/** The root key and the living days', and what is derived of them. */
function keysOf({ rootKey, days }: StoredKeys): KeyObject[] {
  const root = keyOf(rootKey);
  const wrappingKey = deriveKey(root, 'days');
  const roots = [root, ...[...days].map(([day, stored]) => unwrapDayKey(wrappingKey, day, stored))];
  return roots.flatMap(key => [key, ...USES.map(use => deriveKey(key, use))]);
}

/** The living data keys, and the keys above as if they were some. */
async function dataKeysOf({ records }: StoredKeys, keys: readonly KeyObject[]): Promise<DataKey[]> {
  const dataKeys = keys.map(key => DataKey.fromBytes(key.export()));
  for (const record of [...records.values()].flat()) {
    for (const key of keys)
      await unwrap(key, record).then(
        opened => dataKeys.push(opened),
        () => undefined,
      );
  }
  return dataKeys;
}

async function openBlobs(
  attempts: Attempts,
  { database, folders }: BackupCopy,
  day: Day,
  keys: readonly DataKey[],
): Promise<Set<string>> {
  const blobs = await LocalBlobStore.open(folders.blobs);
  const { rows } = await database.query<{ id: string }>('select id from recording where due_on = $1', [day]);
  const opened = new Set<string>();
  for (const { id } of rows) if (await attempts.anyOf(keys, key => plaintext(blobs, id, key))) opened.add(id);
  return opened;
}

async function openParties(
  attempts: Attempts,
  { database }: BackupCopy,
  day: Day,
  keys: readonly DataKey[],
): Promise<Set<string>> {
  const opened = new Set<string>();
  for (const { id, ...party } of await partiesIn(database)) {
    if (party.due_on === day && (await attempts.anyOf(keys, key => openParty(key, id, party)))) opened.add(id);
  }
  return opened;
}

/** The contacts of the target's day under whose phone number one of `keys` makes an index value that is there. */
async function guess(
  attempts: Attempts,
  { database }: BackupCopy,
  { day, phones }: Target,
  keys: readonly KeyObject[],
): Promise<Set<string>> {
  const sql = 'select value, contact_id as id from party_index where due_on = $1';
  const { rows } = await database.query<{ value: Buffer; id: string }>(sql, [day]);
  const contactOf = new Map(rows.map(({ value, id }) => [value.toString('hex'), id]));
  const found = new Set<string>();
  for (const phone of phones) {
    await attempts.anyOf(keys, key => {
      const contact = contactOf.get(blindIndex(key, 'phone', phone).toString('hex'));
      if (contact !== undefined) found.add(contact);
    });
  }
  return found;
}
