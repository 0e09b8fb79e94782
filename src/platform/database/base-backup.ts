import { Readable } from 'node:stream';
import { randomBytes } from 'node:crypto';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { isMissing, nullIfMissing } from '../files/durable.js';
import { messageOf } from './embedded-error-facts.js';
import { StartRefused } from './embedded-start-refused.js';
import { walSegments } from './wal-segments.js';

const PIECE_BYTES = 1024 * 1024;
const CONTROL_FILE = 'global/pg_control';
const CONTROL_READS = 10;

/** Folders that a start fills anew (PostgreSQL, "Backing Up The Data Directory"); the WAL comes by itself, at the end. */
const LEFT_EMPTY = [
  ...['pg_dynshmem', 'pg_notify', 'pg_replslot', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans', 'pg_wal'],
  ...['pg_wal/archive_status', 'pg_wal/summaries'],
];
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|pg_internal\.init.*|backup_label.*|backup_manifest.*|tablespace_map.*|pgsql_tmp.*)$/;

/** Where the files of a cluster go, by their names within it. */
export interface ClusterCopy {
  folder(name: string): Promise<void>;
  file(name: string, bytes: AsyncIterable<Buffer>): Promise<void>;
}

/** From where to where the WAL in the copy goes: it is one state, that of `stopLsn`. */
export interface BaseBackup {
  readonly startWal: string;
  readonly stopLsn: string;
}

/**
 * Copies a running cluster so that the copy starts: its files between `pg_backup_start` and `pg_backup_stop`, the label, and
 * the WAL of that time, which a temporary replication slot keeps from being recycled. A crash leaves nothing in the cluster:
 * the slot and the backup end with their session.
 * @param ownerUrl of a role that has the rights of `keepBackupRights`
 * @throws StartRefused where the role has no rights, or the cluster has tablespaces
 */
export async function copyCluster(clusterDir: string, ownerUrl: string, copy: ClusterCopy): Promise<BaseBackup> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'tallenne backup' });
  client.on('error', () => undefined); // the next statement says so
  await client.connect();
  try {
    await begin(client);
    await copyFolder(clusterDir, '', copy);
    await copy.file(CONTROL_FILE, Readable.from([await stableControlFile(join(clusterDir, CONTROL_FILE))]));
    return await end(client, clusterDir, copy);
  } finally {
    await client.end();
  }
}

async function begin(client: pg.Client): Promise<void> {
  try {
    const slot = `tallenne_backup_${randomBytes(6).toString('hex')}`;
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot]);
    await client.query(`select pg_backup_start('tallenne', true)`);
  } catch (cause) {
    if (!/permission denied/.test(messageOf(cause))) throw cause;
    throw new StartRefused('The database was started by an earlier Tallenne: start the server once, then back up.', {
      cause,
    });
  }
}

async function end(client: pg.Client, clusterDir: string, copy: ClusterCopy): Promise<BaseBackup> {
  const { rows } = await client.query<Stopped>(STOP);
  const [stopped] = rows;
  if (!stopped) throw new Error("couldn't end the backup");
  if (stopped.spcmapfile.trim() !== '') throw new StartRefused('The database has tablespaces: use pg_basebackup.');
  await copy.file('backup_label', Readable.from([Buffer.from(stopped.labelfile)]));
  const startWal = /^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)/m.exec(stopped.labelfile)?.[1] ?? '';
  for (const segment of walSegments(startWal, stopped.last, stopped.segment_bytes)) {
    // One that is missing fails the backup: without it the copy does not start.
    await copy.file(`pg_wal/${segment}`, bytesOf(join(clusterDir, 'pg_wal', segment)));
  }
  return { startWal, stopLsn: stopped.lsn };
}

interface Stopped {
  readonly lsn: string;
  readonly labelfile: string;
  readonly spcmapfile: string;
  readonly last: string;
  readonly segment_bytes: number;
}

const STOP = `
  select lsn::text, labelfile, coalesce(spcmapfile, '') as spcmapfile, pg_walfile_name(lsn) as last,
         (select setting::int from pg_settings where name = 'wal_segment_size') as segment_bytes
  from pg_backup_stop(false)`;

async function copyFolder(clusterDir: string, folder: string, copy: ClusterCopy): Promise<void> {
  for (const entry of await entriesOf(join(clusterDir, folder))) {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (LEFT_OUT.test(entry.name) || name === CONTROL_FILE) continue;
    if (entry.isDirectory()) {
      await copy.folder(name);
      if (LEFT_EMPTY.includes(name)) await emptyFolders(name, copy);
      else await copyFolder(clusterDir, name, copy);
    } else if (entry.isFile()) await copyUnlessGone(join(clusterDir, name), name, copy);
  }
}

async function emptyFolders(name: string, copy: ClusterCopy): Promise<void> {
  for (const inner of LEFT_EMPTY.filter(folder => folder.startsWith(`${name}/`))) await copy.folder(inner);
}

/** A file may go while the cluster runs; the WAL says so to whoever starts the copy. */
async function copyUnlessGone(path: string, name: string, copy: ClusterCopy): Promise<void> {
  const bytes = bytesOf(path);
  const first = await bytes.next().catch(nullIfMissing);
  if (first) await copy.file(name, resumed(first, bytes));
}

async function* resumed(first: IteratorResult<Buffer, void>, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

async function* bytesOf(path: string): AsyncGenerator<Buffer, void> {
  await using handle = await open(path, 'r');
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(PIECE_BYTES), 0, PIECE_BYTES, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

/** The control file has no WAL that would mend a torn read of it: it is read until two readings agree. */
async function stableControlFile(path: string): Promise<Buffer> {
  let before = await readFile(path);
  for (let reading = 1; reading < CONTROL_READS; reading += 1) {
    const now = await readFile(path);
    if (now.equals(before)) return now;
    before = now;
  }
  throw new Error("couldn't read pg_control: it changes all the time");
}

async function entriesOf(path: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
