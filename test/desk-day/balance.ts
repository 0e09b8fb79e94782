import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { parseDay } from '../../src/kernel/calendar.js';
import { columnTypes } from '../../src/platform/database/column-types.js';
import { runningCluster } from '../../src/platform/database/cluster-urls.js';
import { HEADER_BYTES, openCobblestone } from '../../src/platform/crypto/cobblestone.js';
import { FileKeyRing } from '../../src/platform/crypto/file-key-ring.js';
import { audioContext } from '../../src/recordings/audio/receive-audio.js';
import { inParallel } from '../support/in-parallel.js';
import type { RunFolders } from '../kill/server-process.js';
import { BECOMES } from './call-kinds.js';
import type { DroppedCall } from './drop-calls.js';

interface ArrivalRow {
  readonly external_id: string;
  readonly outcome: 'filed' | 'quarantined' | 'refused' | 'awaited';
  readonly unit_id: string | null;
}

export interface UnitRow {
  readonly id: string;
  readonly kind: 'recording' | 'item';
  readonly external_id: string;
  readonly due_on: string;
  readonly audio_sha256: Buffer | null;
}

/** What the server says of the day, read past its own rules. */
export interface DayBook {
  readonly arrivals: readonly ArrivalRow[];
  readonly units: readonly UnitRow[];
  /** How often each recording was put on record as ingested. */
  readonly ingested: ReadonlyMap<string, number>;
}

export async function readDayBook({ data }: RunFolders): Promise<DayBook> {
  const cluster = await runningCluster(data);
  const client = new pg.Client({ connectionString: cluster?.applicationUrl });
  await client.connect();
  try {
    const rows = async <Row extends object>(text: string) =>
      (await client.query<Row>({ text, types: columnTypes })).rows;
    const events = await rows<{ recording_id: string; times: number }>(INGESTED);
    return {
      arrivals: await rows<ArrivalRow>('select external_id, outcome, unit_id from arrival'),
      units: await rows<UnitRow>(UNITS),
      ingested: new Map(events.map(({ recording_id, times }) => [recording_id, times])),
    };
  } finally {
    await client.end();
  }
}

const UNITS = `
  select id, 'recording' as kind, external_id, due_on, audio_sha256 from recording
  union all select id, 'item', external_id, due_on, audio_sha256 from quarantined_item`;

const INGESTED = `
  select convert_from(leaf, 'UTF8')::jsonb ->> 'recordingId' as recording_id, count(*)::int as times
  from audit_event where action = 'recording.ingested' group by 1`;

/** What does not balance: each dropped call is taken, quarantined or refused, once, and nothing else is here. */
export function imbalances(dropped: readonly DroppedCall[], { arrivals, units, ingested }: DayBook): string[] {
  const byId = new Map(arrivals.map(row => [row.external_id, row]));
  const unitsById = Map.groupBy(units, unit => unit.external_id);
  const named = dropped.filter(({ kind }) => kind !== 'never-announced');
  const unnamed = arrivals.filter(row => row.external_id.startsWith('file-'));
  const ingestedTwice = [...ingested].filter(([, times]) => times !== 1);
  return [
    ...named.flatMap(call => callFindings(call, byId.get(call.externalId), unitsById.get(call.externalId) ?? [])),
    ...unnamed.filter(row => row.outcome !== 'quarantined').map(row => `audio without a call is ${row.outcome}`),
    ...(unnamed.length === dropped.length - named.length ? [] : [`${unnamed.length} came without a call`]),
    ...(arrivals.length === dropped.length ? [] : [`${arrivals.length} lines of the account`]),
    ...ingestedTwice.map(([id, times]) => `${id} was ingested ${times} times`),
  ];
}

function callFindings({ externalId, kind, audio }: DroppedCall, row: ArrivalRow | undefined, units: UnitRow[]) {
  const wanted = BECOMES[kind];
  if (row?.outcome !== wanted) return [`${externalId} (${kind}) is ${row?.outcome ?? 'missing'} instead of ${wanted}`];
  const [unit] = units;
  if (wanted === 'refused') return units.length === 0 ? [] : [`${externalId} was refused and kept`];
  const sha256 = createHash('sha256').update(audio).digest();
  const isKept = units.length === 1 && unit?.id === row.unit_id && unit.audio_sha256?.equals(sha256) === true;
  return isKept ? [] : [`${externalId} (${kind}) is kept ${units.length} times, or as something else`];
}

/** Units whose audio does not decrypt to the bytes that were dropped, while no server runs; and blobs that belong to nothing. */
export async function custodyOf(units: readonly UnitRow[], { keys, data, blobs }: RunFolders) {
  const ring = await FileKeyRing.open(keys, { outsideOf: data });
  const unreadable = await inParallel(units, 8, async unit => ((await opens(unit, ring, blobs)) ? null : unit.id));
  await ring.close();
  const ids = new Set(units.map(({ id }) => id));
  const stored = (await readdir(blobs, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile());
  const orphans = stored.filter(({ name }) => !ids.has(name)).length;
  return { unreadable: unreadable.filter(id => id !== null), orphans };
}

async function opens({ id, due_on, audio_sha256 }: UnitRow, ring: FileKeyRing, blobs: string): Promise<boolean> {
  if (!audio_sha256) return false;
  try {
    const blob = await readFile(join(blobs, id.slice(-2), id));
    const key = (await ring.open(id, parseDay(due_on))).audioKey();
    const reader = openCobblestone(key, audioContext(id), blob.subarray(0, HEADER_BYTES), blob.length);
    const hash = createHash('sha256');
    for (let chunk = 0; chunk <= reader.lastChunk; chunk += 1) {
      const { offset, length } = reader.rangeOfChunk(chunk);
      hash.update(reader.decryptChunk(chunk, blob.subarray(offset, offset + length)));
    }
    return hash.digest().equals(audio_sha256);
  } catch {
    return false;
  }
}
