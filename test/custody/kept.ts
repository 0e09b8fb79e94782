import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { helsinkiDay, type Day } from '../../src/kernel/calendar.js';
import { formatUuid } from '../../src/kernel/ids.js';
import { FileKeyRing } from '../../src/platform/crypto/file-key-ring.js';
import type { TestServer } from '../support/server.js';

/** A custody unit as its row tells of it. */
export interface UnitRow {
  readonly id: string;
  readonly due_on: Day;
}

export interface RecordingRow extends UnitRow {
  readonly contact_id: string;
  readonly audio_sha256: Buffer;
  readonly size_bytes: number;
}

export interface ContactRow extends UnitRow {
  readonly sealed_note: Buffer | null;
}

export interface ItemRow extends UnitRow {
  readonly audio_sha256: Buffer;
  readonly sealed_metadata: Buffer;
}

export interface CertificateRow {
  readonly unit_id: string;
  readonly unit_kind: string;
}

/** Everything that a server keeps, read past its own rules: from the tables, the blob folder and the keys folder. */
export interface Kept {
  /** The Helsinki day of the server's clock. */
  readonly today: Day;
  readonly recordings: readonly RecordingRow[];
  readonly contacts: readonly ContactRow[];
  readonly items: readonly ItemRow[];
  readonly months: readonly UnitRow[];
  readonly certificates: readonly CertificateRow[];
  readonly destroyedDays: ReadonlySet<string>;
  readonly queuedBlobs: ReadonlySet<string>;
  readonly blobs: ReadonlySet<string>;
  readonly staged: readonly string[];
  /** The days on which each unit has a wrapping that its day key opens. */
  readonly wrappings: ReadonlyMap<string, readonly string[]>;
  /** A ring of its own, which remembers nothing of the server's. */
  readonly ring: FileKeyRing;
}

export async function readKept(server: TestServer): Promise<Kept> {
  const { folders } = server;
  return {
    today: helsinkiDay(server.clock.now()),
    recordings: await server.sql('select id, due_on, contact_id, audio_sha256, size_bytes from recording'),
    contacts: await server.sql('select id, due_on, sealed_note from contact'),
    items: await server.sql('select id, due_on, audio_sha256, sealed_metadata from quarantined_item'),
    months: await server.sql('select unit_id as id, due_on from audit_month'),
    certificates: await server.sql('select unit_id, unit_kind from deletion_certificate'),
    destroyedDays: await namesOf(server, `select day::text as name from due_day where state = 'destroyed'`),
    queuedBlobs: await namesOf(server, 'select name from blob_deletion'),
    ...(await storedBlobs(folders.blobs)),
    wrappings: await wrappingsIn(folders.keys),
    ring: await FileKeyRing.open(folders.keys, { outsideOf: folders.data }),
  };
}

async function namesOf(server: TestServer, select: string): Promise<Set<string>> {
  return new Set((await server.sql<{ name: string }>(select)).map(({ name }) => name));
}

async function storedBlobs(folder: string): Promise<{ blobs: Set<string>; staged: string[] }> {
  const staged = await readdir(join(folder, 'staging'));
  const shards = (await readdir(folder)).filter(name => name !== 'staging');
  const names = await Promise.all(shards.map(shard => readdir(join(folder, shard))));
  return { blobs: new Set(names.flat()), staged };
}

const RECORD_BYTES = 128;

/** Reads the segments by their documented form instead of through the key ring. */
async function wrappingsIn(folder: string): Promise<Map<string, string[]>> {
  const wrappings = new Map<string, string[]>();
  for (const day of (await readdir(join(folder, 'days'))).sort()) {
    for (const unit of await unitsOf(join(folder, 'days', day))) {
      wrappings.set(unit, [...new Set([...(wrappings.get(unit) ?? []), day])]);
    }
  }
  return wrappings;
}

async function unitsOf(dayFolder: string): Promise<string[]> {
  if ((await readFile(join(dayFolder, 'day.key')))[0] !== 1) return [];
  const segments = (await readdir(dayFolder)).filter(name => name.endsWith('.seg'));
  const contents = await Promise.all(segments.map(name => readFile(join(dayFolder, name))));
  return contents.flatMap(recordsOf).flatMap(record => (record[0] === 1 ? [formatUuid(record.subarray(1, 17))] : []));
}

function recordsOf(segment: Buffer): Buffer[] {
  const count = Math.floor(segment.length / RECORD_BYTES);
  return Array.from({ length: count }, (_, n) => segment.subarray(n * RECORD_BYTES, (n + 1) * RECORD_BYTES));
}
