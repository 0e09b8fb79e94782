import { randomInt } from 'node:crypto';
import { Readable } from 'node:stream';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { OutsideLog } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { BlobMissing, BlobStore, type StoredBlob } from '../../platform/blobs/blob-store.js';
import type { Config } from '../../platform/config/index.js';
import { copyCluster, type BaseBackup } from '../../platform/database/base-backup.js';
import { runningCluster } from '../../platform/database/cluster-urls.js';
import { StartRefused } from '../../platform/database/embedded-start-refused.js';
import { isId } from '../../kernel/ids.js';
import { BLOB_NAMES, type BackupFolder } from '../../platform/files/backup/backup-folder.js';
import type { Progress } from '../demo/progress.js';

const PIECE_BYTES = 1024 * 1024;
const COPY_ATTEMPTS = 10;
/** Half of the bar is the database, the rest the recordings. */
const DATABASE_SHARE = 0.5;

/** The embedded cluster, copied while it runs; null for an operator's own database. */
export async function backUpDatabase(
  config: Config,
  target: BackupFolder,
  app: INestApplicationContext,
  progress: Progress,
): Promise<BaseBackup | null> {
  const createdAt = app.get(Clock).now().toISOString();
  const head = { format: 'tallenne-backup', version: 1, createdAt, log: target.named('log') } as const;
  if (config.database) {
    progress.say('DATABASE_URL names a database of your own: back it up first, with pg_basebackup or a tool like it.');
    await target.head({ ...head, database: null });
    return null;
  }
  const clusterDir = join(config.dataDir, 'postgres');
  const folder = target.named('database');
  const majorVersion = (await readFile(join(clusterDir, 'PG_VERSION'), 'utf8')).trim();
  await target.head({ ...head, database: { folder, majorVersion } });
  return copyCluster(clusterDir, await ownerUrlOf(config), clusterCopy(target, folder, progress));
}

/**
 * The blobs that are in the store; one that is purged meanwhile is left out. Of those that an earlier backup has, some are read once more. Of a bucket only their names: a copy of what is in it is for
 * whoever keeps it.
 */
export async function backUpBlobs(
  app: INestApplicationContext,
  { audioBucket, reconciliationSample }: Config,
  target: BackupFolder,
  progress: Progress,
): Promise<{ blobs: number; copied: number }> {
  const store = app.get(BlobStore);
  const blobs: StoredBlob[] = [];
  for await (const blob of store.list()) if (isId(blob.name)) blobs.push(blob);
  if (audioBucket) {
    progress.say('BLOB_STORE_URL names a bucket: its recordings are not copied, only their names are kept.');
    await target.file(BLOB_NAMES, Readable.from(blobs.map(blob => Buffer.from(lineOf(blob)))));
    return { blobs: blobs.length, copied: 0 };
  }
  const reread = someOf(blobs.length, reconciliationSample);
  let copied = 0;
  for (const [at, { name, sizeBytes }] of blobs.entries()) {
    progress.show(
      DATABASE_SHARE + (at / blobs.length) * (1 - DATABASE_SHARE),
      `recording ${at + 1} of ${blobs.length}`,
    );
    const isNew = await target.blob(name, sizeBytes, () => bytesOfBlob(store, name), reread.has(at)).catch(falseIfGone);
    if (isNew) copied += 1;
  }
  return { blobs: blobs.length, copied };
}

/** The copy of the log outside, of one checkpoint: the copy goes on while it is copied, so it may take more than one attempt. */
export async function backUpLog(app: INestApplicationContext, target: BackupFolder): Promise<void> {
  const outside = app.get(OutsideLog, { strict: false });
  const folder = target.named('log');
  const kept = new Set<string>();
  for (let attempt = 1; attempt <= COPY_ATTEMPTS; attempt += 1) {
    const checkpoint = await outside.checkpoint();
    if (checkpoint === null) return target.folder(folder);
    for (const name of await outside.names()) {
      if (name === 'checkpoint' || kept.has(name)) continue;
      // A partial tile goes when a wider one takes its place.
      const bytes = await outside.file(name);
      if (!bytes) continue;
      await target.file(`${folder}/${name}`, Readable.from([bytes]));
      kept.add(name);
    }
    if ((await outside.checkpoint()) !== checkpoint) continue;
    await target.file(`${folder}/checkpoint`, Readable.from([Buffer.from(checkpoint)]));
    return;
  }
  throw new StartRefused('The log’s copy changes all the time: back up when there is less going on.');
}

/** Some of the places below `count`, by chance. */
function someOf(count: number, wanted: number): ReadonlySet<number> {
  if (wanted >= count) return new Set(Array.from({ length: count }, (_, at) => at));
  const places = new Set<number>();
  while (places.size < wanted) places.add(randomInt(count));
  return places;
}

function lineOf({ name, sizeBytes }: StoredBlob): string {
  return `${JSON.stringify({ name, sizeBytes })}\n`;
}

async function ownerUrlOf({ dataDir }: Config): Promise<string> {
  const cluster = await runningCluster(dataDir);
  if (!cluster)
    throw new StartRefused(`The database of ${dataDir} does not run any more: start the server and try again.`);
  return cluster.ownerUrl;
}

function clusterCopy(target: BackupFolder, folder: string, progress: Progress) {
  let files = 0;
  return {
    folder: (name: string) => target.folder(`${folder}/${name}`),
    file: async (name: string, bytes: AsyncIterable<Buffer>): Promise<void> => {
      files += 1;
      progress.show(DATABASE_SHARE * (files / (files + EXPECTED_FILES)), `${files} files of the database`);
      await target.file(`${folder}/${name}`, bytes);
    },
  };
}

/** A cluster says how many files it has only when they are copied. */
const EXPECTED_FILES = 500;

async function* bytesOfBlob(store: BlobStore, name: string): AsyncGenerator<Buffer> {
  const blob = await store.open(name);
  try {
    for (let at = 0; at < blob.sizeBytes; at += PIECE_BYTES) {
      yield await blob.read(at, Math.min(PIECE_BYTES, blob.sizeBytes - at));
    }
  } finally {
    await blob.close();
  }
}

function falseIfGone(error: unknown): false {
  if (error instanceof BlobMissing) return false;
  throw error;
}
