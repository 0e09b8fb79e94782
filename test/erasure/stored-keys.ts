import type { Day } from '../../src/kernel/calendar.js';
import { copyOfFolder } from '../../src/platform/crypto/key-backup/folder-copy.js';
import type { RingCopy } from '../../src/platform/crypto/key-backup/key-copy.js';
import { openKeysFolder } from '../../src/platform/crypto/keys-folder.js';
import { withCopyOfCluster } from '../../src/platform/crypto/pg-key-ring/cluster-copy.js';
import { RECORD_BYTES } from '../../src/platform/crypto/unit-record.js';
import type { TestServer } from '../support/server.js';

/** The root key, and all that is stored under it, as it is stored. */
export interface StoredKeys {
  readonly rootKey: Buffer;
  /** Of each living day its wrapped key, 61 bytes. */
  readonly days: ReadonlyMap<Day, Buffer>;
  /** Of each living day the wrapped data keys, 128 bytes each. */
  readonly records: ReadonlyMap<Day, readonly Buffer[]>;
}

/** Everything in the key ring of `server`, whichever kind that is. */
export async function storedKeys({ env, folders }: TestServer): Promise<StoredKeys> {
  const url = env.KEYS_DATABASE_URL;
  if (url === undefined) return collect(copyOfFolder(await openKeysFolder(folders.keys, folders.data)));
  const terms = { mainSystem: 'another', archiveDeclared: false };
  return withCopyOfCluster({ url, folder: folders.keys, outsideOf: folders.data, terms }, collect);
}

async function collect({ rootKey, pieces }: RingCopy): Promise<StoredKeys> {
  const [days, records] = [new Map<Day, Buffer>(), new Map<Day, Buffer[]>()];
  for await (const piece of pieces) {
    if ('key' in piece) days.set(piece.day, piece.key);
    else records.set(piece.day, [...(records.get(piece.day) ?? []), ...recordsIn(piece.records)]);
  }
  return { rootKey, days, records };
}

function recordsIn(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / RECORD_BYTES }, (_, nth) =>
    bytes.subarray(nth * RECORD_BYTES, (nth + 1) * RECORD_BYTES),
  );
}

/** The random bytes of a wrapped day key: nonce, key, tag. */
export function sealedDayKey(stored: Buffer): Buffer {
  return stored.subarray(1, 61);
}

/** The random bytes of a wrapped data key: nonce, key, tag. */
export function sealedDataKey(record: Buffer): Buffer {
  return record.subarray(17, 77);
}
