import pg from 'pg';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { helsinkiDay } from '../../src/kernel/calendar.js';
import { columnTypes } from '../../src/platform/database/column-types.js';
import { runningCluster } from '../../src/platform/database/cluster-urls.js';
import type { Client } from '../support/client.js';
import { extentEvents, filesHolding, keysNotOpened, unrecorded } from '../kill/checks.js';
import type { Acknowledged, ReceivedExtent } from '../kill/ledger.js';
import { type RunFolders, verifyLog } from '../kill/server-process.js';
import { hearAgain, type HeardAgain } from './hear-again.js';
import type { Ways } from './ways.js';
import type { SoakCalls, TakenCall } from './soak-calls.js';

const SAMPLE = 200;
/** Those of the sample, which come last, and some from before. */
const EXTENTS = 1000;

/** What is looked at after the hold. */
export interface CustodyLook {
  readonly recordings: number;
  readonly purged: number;
  readonly playedBackIdentical: number;
  /** While the sample was heard: how often somebody was told to come later, and how often a connection broke. */
  readonly heardAgain: Pick<HeardAgain, 'refused' | 'broken'>;
  readonly extentsOnRecord: number;
  readonly verifiedInSeconds: number;
}

/** Each of these must be empty. */
export type Faults = Readonly<Record<string, readonly string[]>>;

/** While the server still runs: a sample is heard and compared byte by byte, its events looked up, every row counted, the log verified. */
export async function lookAtCustody(
  folders: RunFolders,
  { calls, ways, auditor }: Looked,
  seed: number,
): Promise<{ readonly custody: CustodyLook; readonly faults: Faults }> {
  const sample = sampleOf(calls.taken, seed);
  const heard = await hearAgain(sample, call => ways.hear(call));
  const extents = ways.received.slice(-EXTENTS);
  const withoutEvent = await withoutEvents(extents, auditor);
  const beganMs = performance.now();
  const log = await verifyLog(folders);
  const verifiedInSeconds = (performance.now() - beganMs) / 1000;
  const rows = await rowsOf(folders, calls.taken);
  return {
    custody: {
      ...{ recordings: rows.recordings, purged: rows.purged },
      playedBackIdentical: heard.identical,
      heardAgain: { refused: heard.refused, broken: heard.broken },
      extentsOnRecord: extents.length - withoutEvent.length,
      verifiedInSeconds,
    },
    faults: {
      lost: heard.lost,
      unheard: heard.unheard,
      missing: rows.missing,
      bytesWithoutEvent: withoutEvent,
      log: log === null ? [] : [log],
      alarms: await alarmsOf(auditor),
    },
  };
}

/** What is needed to look. */
export interface Looked {
  readonly calls: SoakCalls;
  readonly ways: Ways;
  readonly auditor: Client;
}

/** When the server has stopped: the keys of a sample, and every file for plaintext. */
export async function lookAtFolders(
  folders: RunFolders,
  calls: SoakCalls,
  seed: number,
): Promise<{ readonly scannedBytes: number; readonly faults: Faults }> {
  const { data, keys, temporary } = folders;
  const { found, bytes } = await filesHolding(calls.markers, [data, keys, temporary, `${data}-log-copy`]);
  const keysClosed = await keysNotOpened(sampleOf(calls.taken, seed).map(acknowledged), folders);
  return { scannedBytes: bytes, faults: { plaintext: found, keysNotOpened: keysClosed } };
}

/** Some that are kept today, the first and the last among them. */
function sampleOf(taken: readonly TakenCall[], seed: number): TakenCall[] {
  const today = helsinkiDay(new Date());
  const kept = taken.filter(({ dueOn }) => dueOn >= today);
  const random = new SeededRandom(`${seed}/custody`);
  const picked = Array.from({ length: Math.min(SAMPLE, kept.length) }, () => random.pick(kept));
  return [...new Set([kept[0], kept.at(-1), ...picked])].filter(call => call !== undefined);
}

function acknowledged(call: TakenCall): Acknowledged {
  return { ...call, hold: null };
}

async function withoutEvents(extents: readonly ReceivedExtent[], auditor: Client): Promise<string[]> {
  const first = Math.min(...extents.map(({ atMs }) => atMs));
  if (first === Infinity) return [];
  const granted = new Date(first - 120_000); // a playback may have been granted so long before a later extent of it came
  return unrecorded(extents, await extentEvents(auditor, granted));
}

async function alarmsOf(auditor: Client): Promise<string[]> {
  const { body } = await auditor.get('/audit/alarms');
  return (body.items as readonly { kind: string }[]).map(({ kind }) => kind); // as the route documents it
}

/** Every call that was taken must have its row, unless its day is over. */
async function rowsOf(folders: RunFolders, taken: readonly TakenCall[]) {
  const urls = await runningCluster(folders.data);
  if (!urls) throw new Error('the embedded PostgreSQL does not run');
  const client = new pg.Client({ connectionString: urls.ownerUrl, types: columnTypes });
  await client.connect();
  try {
    const today = helsinkiDay(new Date());
    const there = await client.query<{ id: string }>('select id from recording');
    const purged = await client.query("select 1 from deletion_certificate where unit_kind = 'recording'");
    const ids = new Set(there.rows.map(({ id }) => id));
    const missing = taken.filter(({ id, dueOn }) => dueOn >= today && !ids.has(id)).map(({ id }) => id);
    return { recordings: ids.size, purged: purged.rowCount ?? 0, missing };
  } finally {
    await client.end();
  }
}
