import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Day } from '../../../kernel/calendar.js';
import { DomainError } from '../../../kernel/errors.js';
import { exists, noticingFullStorage, syncFolder, writeFully, writeNewFile } from '../../files/durable.js';
import { DAY_KEY_BYTES } from '../day-key.js';
import { fingerprintOf } from '../derive-key.js';
import { keyOf, makeKeysFolder, RESTORING, ROOT_KEY } from '../keys-folder.js';
import { Tally } from './backup-format.js';
import type { KeyPiece } from './key-copy.js';
import type { Restoration, RestoredKeys } from './restored-days.js';

/**
 * Brings a backup back into the keys folder `folder`, in which there is no day yet. A mark in the folder, put there first and
 * taken away last, keeps every server from using it: a crash leaves no key ring until the restore was run again.
 * Throws `key-ring-not-empty`, `key-backup-damaged`, `keys-folder-refused`.
 */
export async function restoreFolder(folder: string, outsideOf: string, what: Restoration): Promise<RestoredKeys> {
  const { path, days } = await makeKeysFolder(folder, outsideOf);
  refuseOtherKind(what);
  await begin(path, days);
  // A crash here leaves the mark and anything of an earlier attempt.
  const restored = await noticingFullStorage(() => restoreDays(days, what));
  // A crash here leaves the mark and days without the key that opens them.
  await writeNewFile(join(path, ROOT_KEY), what.backup.rootKey);
  await syncFolder(path);
  await what.onReady(restored);
  // A crash here leaves the mark on a whole key ring, and an event that says so too early.
  await rm(join(path, RESTORING));
  await syncFolder(path);
  return restored;
}

/** The fingerprint of a ring in a folder is that of its root key; that of one in a cluster is the cluster's own. */
function refuseOtherKind({ backup }: Restoration): void {
  if (backup.fingerprint === fingerprintOf(keyOf(backup.rootKey))) return;
  const sentence = 'This is the backup of a key ring in PostgreSQL: set KEYS_DATABASE_URL to where it shall come back.';
  throw new DomainError('conflict', 'key-ring-of-other-kind', sentence);
}

/** Marks the folder, and removes what an unfinished restore left in it. */
async function begin(path: string, days: string): Promise<void> {
  const mark = join(path, RESTORING);
  if (!(await exists(mark))) {
    if ((await readdir(days)).length > 0) throw notEmpty();
    await writeNewFile(mark, Buffer.alloc(0));
    await syncFolder(path);
  }
  for (const day of await readdir(days)) await rm(join(days, day), { recursive: true });
  await rm(join(path, ROOT_KEY), { force: true });
  await syncFolder(path);
}

async function restoreDays(days: string, { backup, isOver, destroyed }: Restoration): Promise<RestoredKeys> {
  const [kept, dropped] = [new Tally(), new Set<Day>()];
  for await (const piece of backup.pieces) {
    if (isOver(piece.day)) {
      dropped.add(piece.day);
      continue;
    }
    kept.add(piece);
    await writePiece(join(days, piece.day), piece);
  }
  for (const day of new Set([...destroyed, ...dropped])) await writeKey(join(days, day), Buffer.alloc(DAY_KEY_BYTES));
  await syncFolder(days);
  return { ...kept.counts, daysDropped: dropped.size };
}

async function writePiece(folder: string, piece: KeyPiece): Promise<void> {
  if ('key' in piece) return writeKey(folder, piece.key);
  await using handle = await open(join(folder, 'units-00000000-0000-0000-0000-000000000000.seg'), 'a', 0o600);
  await writeFully(handle, [piece.records], 0); // opened to append: the position is the end
  await handle.datasync();
  await syncFolder(folder);
}

async function writeKey(folder: string, key: Buffer): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  await writeNewFile(join(folder, 'day.key'), key);
  await syncFolder(folder);
}

function notEmpty(): DomainError {
  return new DomainError(
    'conflict',
    'key-ring-not-empty',
    'TALLENNE_KEYS_DIR holds a key ring already: move it away first, if it is really not needed.',
  );
}
