import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { formatUuid } from '../../src/kernel/ids.js';
import { FileKeyRing } from '../../src/platform/crypto/file-key-ring.js';
import type { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { PgKeyRing } from '../../src/platform/crypto/pg-key-ring/pg-key-ring.js';
import { columnTypes } from '../../src/platform/database/column-types.js';
import type { KeptServer } from '../support/server.js';

/** A ring of its own on the keys of `server`, which remembers nothing of the server's. */
export function openRingOf({ folders, env }: KeptServer): Promise<KeyRing> {
  const outsideOf = folders.data;
  const url = env.KEYS_DATABASE_URL;
  if (url === undefined) return FileKeyRing.open(folders.keys, { outsideOf });
  return PgKeyRing.open({ url, folder: folders.keys, outsideOf, mainSystem: 'another', archiveDeclared: false });
}

/** The days on which each unit has a wrapping on a living day, read past the ring. */
export function wrappingsOf({ folders, env }: KeptServer): Promise<Map<string, string[]>> {
  return env.KEYS_DATABASE_URL === undefined ? wrappingsIn(folders.keys) : wrappingsAt(env.KEYS_DATABASE_URL);
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

async function wrappingsAt(url: string): Promise<Map<string, string[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ unit: string; days: string[] }>({ text: WRAPPINGS, types: columnTypes });
    return new Map(rows.map(({ unit, days }) => [unit, days]));
  } finally {
    await client.end();
  }
}

/** The row of the day's own key, which has no unit, is none. */
const WRAPPINGS = `
  select unit, array_agg(day::text order by day) as days from tallenne_keys.wrapping
  where unit <> '00000000-0000-0000-0000-000000000000' group by unit`;
