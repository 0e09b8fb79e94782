import type { Day } from '../../../kernel/calendar.js';
import { DomainError } from '../../../kernel/errors.js';
import { formatUuid } from '../../../kernel/ids.js';
import { fingerprintOf } from '../derive-key.js';
import { Tally } from '../key-backup/backup-format.js';
import type { KeyPiece } from '../key-backup/key-copy.js';
import type { Restoration, RestoredKeys } from '../key-backup/restored-days.js';
import { keyOf, putRootKey } from '../keys-folder.js';
import { writtenRecords } from '../unit-record.js';
import { checkKeyCluster } from './check-key-cluster.js';
import type { ClusterPlace } from './cluster-copy.js';
import { beginDay, endDay, makeSchema } from './key-cluster-schema.js';
import { KeyCluster, type RunOn } from './key-cluster.js';

/**
 * Brings a backup back into a cluster whose ring has had no day yet, in one transaction: a crash leaves nothing of it there, and
 * a root key with which no server starts on the database. Throws `key-ring-not-empty`, `key-backup-damaged`.
 */
export async function restoreCluster(place: ClusterPlace, what: Restoration): Promise<RestoredKeys> {
  await checkKeyCluster(place.url, place.terms);
  const cluster = new KeyCluster(place.url);
  try {
    return await cluster.transaction(async run => {
      await makeSchema(run);
      await refuseDays(run);
      await putRootKey(place.folder, place.outsideOf, what.backup.rootKey);
      const restored = await restoreRows(run, what);
      await what.onReady(restored);
      return restored;
    });
  } finally {
    await cluster.close();
  }
}

async function refuseDays(run: RunOn): Promise<void> {
  await run('lock table only tallenne_keys.wrapping in access exclusive mode'); // nobody begins a day meanwhile
  if ((await run('select from tallenne_keys.key_day limit 1')).length === 0) return;
  const sentence = 'KEYS_DATABASE_URL holds a key ring already: name an empty database, if it is really not needed.';
  throw new DomainError('conflict', 'key-ring-not-empty', sentence);
}

async function restoreRows(run: RunOn, { backup, isOver, destroyed }: Restoration): Promise<RestoredKeys> {
  const root = fingerprintOf(keyOf(backup.rootKey));
  await run('delete from tallenne_keys.key_ring');
  await run('insert into tallenne_keys.key_ring (root_fingerprint, fingerprint) values ($1, $2)', [
    root,
    backup.fingerprint,
  ]);
  const [kept, dropped] = [new Tally(), new Set<Day>()];
  for await (const piece of backup.pieces) {
    if (isOver(piece.day)) dropped.add(piece.day);
    else {
      kept.add(piece);
      await addPiece(run, piece);
    }
  }
  for (const day of new Set([...destroyed, ...dropped])) await endDay(run, day);
  return { ...kept.counts, daysDropped: dropped.size };
}

/** A unit that the backup has twice on a day has one wrapping there, either of the two. */
async function addPiece(run: RunOn, piece: KeyPiece): Promise<void> {
  if ('key' in piece) return beginDay(run, piece.day, piece.key);
  const written = writtenRecords(piece.records);
  const units = written.map(({ unit }) => formatUuid(unit));
  await run(ADD, [piece.day, units, written.map(({ record }) => record)]);
}

const ADD = `
  insert into tallenne_keys.wrapping (day, unit, wrapped)
  select $1, unit, wrapped from unnest($2::uuid[], $3::bytea[]) as added (unit, wrapped)
  on conflict do nothing`;
