import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { exists, isMissing, nullFor, syncFolder, writeNewFile } from '../files/durable.js';
import { BLOB_NAMES } from '../files/backup/backup-folder.js';
import { measure } from '../files/backup/hashed-copy.js';
import { damagedBackup, MANIFEST, readManifest, type Manifest } from '../files/backup/manifest.js';
import { restoreFiles, type RestorePlace } from '../files/backup/restore-files.js';
import { ClusterLock } from './cluster-lock.js';
import { clusterAccount, makeReachable } from './embedded-account.js';
import { packagedBinaries } from './embedded-binaries.js';
import { StartRefused } from './embedded-start-refused.js';
import { UNFINISHED_RESTORE } from './unfinished-restore.js';

/** What may lie in a data folder that is otherwise empty: what a start that came to nothing has made. */
const NOTHING_OF_WORTH = /^(postgres\.lock|postgres\.port|postgres-binaries-.*)$/;

/** Where a backup is put back. */
export interface RestoreTarget {
  readonly dataDir: string;
  /** Null where recordings lie in a bucket, which is left as it is. */
  readonly blobDir: string | null;
  /** Null where the log is copied to a bucket, likewise. */
  readonly logCopyDir: string | null;
}

/** What was put back. */
export interface RestoredBackup {
  readonly createdAt: string;
  readonly files: number;
  readonly database: boolean;
  /** Whether the log's copy came from the backup: not where there is one, which knows more. */
  readonly log: boolean;
  /** Recordings that the backup does not have as they were written, by their files in it: they are not back, and all else is. */
  readonly damaged: readonly string[];
}

/**
 * Puts the backup in `folder` back into an empty data folder, whose server is stopped. While it is at it, and after a crash
 * of it, no server starts there; the same call then begins again. A recording that is damaged is left out and told, for it is one
 * of many; without the whole database or log nothing is.
 * @throws DomainError `backup-damaged`; StartRefused where the data folder is not empty, or in use
 */
export async function restoreDataFolder(
  folder: string,
  target: RestoreTarget,
  onProgress: (doneFiles: number, files: number) => void,
): Promise<RestoredBackup> {
  const backup = await wholeBackup(folder);
  const dataDir = resolve(target.dataDir);
  refuseOtherStore(backup, target);
  await refuseUnlessEmpty(dataDir);
  const account = backup.head.database ? await clusterAccount(join(dataDir, 'postgres')) : null;
  await makeReachable(dataDir, account);
  const lock = ClusterLock.acquire(dataDir);
  try {
    await mark(dataDir);
    // A crash from here to the end leaves the mark, with which no server starts.
    const steps = { ...target, dataDir, folder, account, onFile: counting(backup, onProgress) };
    return await putBack(backup, steps);
  } finally {
    lock.release();
  }
}

interface Steps extends RestoreTarget {
  readonly folder: string;
  readonly account: RestorePlace['owner'];
  readonly onFile: () => void;
}

async function putBack(backup: Manifest, steps: Steps): Promise<RestoredBackup> {
  const { head, entries } = backup;
  const { dataDir, folder, account, onFile } = steps;
  const own = { backup: folder, owner: null, onFile };
  const damaged: string[] = [];
  const onDamaged = (file: string): void => void damaged.push(file);
  if (steps.blobDir !== null) await restoreFiles(entries, { ...own, from: 'blobs', to: steps.blobDir, onDamaged });
  const log = await putLogBack(backup, steps);
  if (head.database) {
    const draft = join(dataDir, 'postgres.restored');
    for (const old of [draft, join(dataDir, 'postgres')]) await rm(old, { recursive: true, force: true });
    await restoreFiles(entries, { ...own, owner: account, from: head.database.folder, to: draft });
    await rename(draft, join(dataDir, 'postgres'));
  }
  await syncFolder(dataDir);
  await rm(join(dataDir, UNFINISHED_RESTORE));
  await syncFolder(dataDir);
  const files = entries.filter(entry => 'file' in entry).length - damaged.length;
  return { createdAt: head.createdAt, files, database: head.database !== null, log, damaged };
}

/** Returns whether the log's copy is the backup's; also where an attempt that was cut off has put it there. */
async function putLogBack({ head, entries }: Manifest, steps: Steps): Promise<boolean> {
  const { dataDir, folder, logCopyDir, onFile } = steps;
  if (logCopyDir === null) return false;
  const checkpoint = join(logCopyDir, 'checkpoint');
  if (await exists(checkpoint)) {
    const ours = entries.find(entry => 'file' in entry && entry.file === `${head.log}/checkpoint`);
    const isOurs = ours !== undefined && 'sha256' in ours && (await measure(checkpoint)).sha256 === ours.sha256;
    return isOurs && (await readFile(join(dataDir, UNFINISHED_RESTORE), 'utf8')) === LOG_FROM_BACKUP;
  }
  await note(dataDir, LOG_FROM_BACKUP);
  // A crash from here on leaves a copy of which the mark says where it came from.
  await restoreFiles(entries, { backup: folder, owner: null, onFile, from: head.log, to: logCopyDir });
  return true;
}

/** In the mark, once the copy of the log comes from the backup. */
const LOG_FROM_BACKUP = 'log-from-backup';

async function wholeBackup(folder: string): Promise<Manifest> {
  const backup = await readManifest(join(folder, MANIFEST));
  if (!backup) throw damagedBackup('it has no manifest, so it was never finished');
  const { database } = backup.head;
  if (database && database.majorVersion !== packagedBinaries().version.replace(/\..*/, '')) {
    throw new StartRefused(
      `The backup is of PostgreSQL ${database.majorVersion}, and this Tallenne carries another: restore with the one that took it.`,
    );
  }
  return backup;
}

/** A backup of a folder of recordings cannot be put into a bucket, nor the names of a bucket's into a folder. */
function refuseOtherStore({ entries }: Manifest, { blobDir }: RestoreTarget): void {
  const files = entries.flatMap(entry => ('file' in entry ? [entry.file] : []));
  if (blobDir === null && files.some(file => file.startsWith('blobs/')))
    throw new StartRefused('The backup holds recordings, and BLOB_STORE_URL names a bucket: restore into a folder.');
  if (blobDir !== null && files.includes(BLOB_NAMES))
    throw new StartRefused('The recordings of this backup are in a bucket: BLOB_STORE_URL must name it.');
}

/** What a restore that was cut off has left counts as empty: it began in an empty folder. */
async function refuseUnlessEmpty(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch((error: unknown): string[] => {
    if (isMissing(error)) return [];
    throw error;
  });
  if (names.includes(UNFINISHED_RESTORE) || names.every(name => NOTHING_OF_WORTH.test(name))) return;
  throw new StartRefused(
    `${dataDir} is not empty: a backup is put back into an empty data folder alone; move this one away.`,
  );
}

async function mark(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await writeNewFile(join(dataDir, UNFINISHED_RESTORE), Buffer.alloc(0)).catch(nullFor(['EEXIST']));
  await syncFolder(dataDir);
  await syncFolder(dirname(dataDir));
}

async function note(dataDir: string, text: string): Promise<void> {
  await using handle = await open(join(dataDir, UNFINISHED_RESTORE), 'w', 0o600);
  await handle.writeFile(text);
  await handle.sync();
}

function counting({ entries }: Manifest, onProgress: (done: number, of: number) => void): () => void {
  const files = entries.filter(entry => 'file' in entry).length;
  let done = 0;
  return () => {
    done += 1;
    onProgress(done, files);
  };
}
