import pg from 'pg';
import { helsinkiDay, type Day } from '../../src/kernel/calendar.js';
import { columnTypes } from '../../src/platform/database/column-types.js';
import { runningCluster } from '../../src/platform/database/cluster-urls.js';
import { custodyFindings } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import type { KeptServer } from '../support/server.js';
import { atMostThrough, surelyThrough, type Acknowledged, type Ledger } from './ledger.js';
import { externalIdOf } from './recorded-calls.js';
import type { RunFolders } from './server-process.js';

/** What a look at the database of a started server has found. */
export interface Looked {
  readonly custody: readonly string[];
  /** Kept by what was answered, and not there. */
  readonly missing: readonly string[];
  /** Over, and still there; or certified other than once. */
  readonly notGone: readonly string[];
  /** A hold that is not what was answered of it. */
  readonly holds: readonly string[];
  /** A call that is there twice, as another than was answered, or that nobody delivered. */
  readonly doubles: readonly string[];
  readonly kept: number;
  readonly gone: number;
}

/** What a kill leaves to the next reconciliation: a blob, a key or a staged file of nothing, and a second key of what was moving. */
const LEFT_TO_RECONCILIATION =
  /^blob \S+ has no row$|^staged \S+ was left behind$|^key \S+ on \S+ belongs to nothing$|^unit \S+ has keys on (\S+,)?(\S+)(,\S+)* instead of \S+$/;

/** Looks past the server at everything that was ever acknowledged, and at the custody of all that is kept. */
export async function lookAfter(
  folders: RunFolders,
  ledger: Ledger,
  as: (username: string) => Promise<Client>,
  { reconciled }: { readonly reconciled: boolean },
): Promise<Looked> {
  const urls = await runningCluster(folders.data);
  if (!urls) throw new Error('the embedded PostgreSQL does not run');
  const pool = new pg.Pool({ connectionString: urls.ownerUrl, max: 4 });
  pool.on('error', () => undefined);
  const sql: KeptServer['sql'] = async <Row extends object>(text: string, values: readonly unknown[] = []) =>
    (await pool.query<Row>({ text, values: [...values], types: columnTypes })).rows;
  try {
    const holds = await settleHolds(ledger, sql);
    const today = helsinkiDay(ledger.now());
    const kept = ledger.acknowledged.filter(call => surelyThrough(call) >= today);
    const gone = ledger.acknowledged.filter(call => atMostThrough(call) < today);
    const found = await custodyFindings({
      ...{ folders, env: {}, as, sql, delivered: { slices: [] } },
      clock: { now: () => ledger.now() },
      database: { superuserUrl: urls.ownerUrl },
    });
    return {
      custody: found.filter(finding => reconciled || !isLeft(finding)),
      missing: await missingAmong(kept, sql),
      notGone: await notGoneAmong(gone, sql, today),
      holds,
      doubles: doublesAmong(await sql<FiledRow>('select id, external_id from recording'), ledger),
      kept: kept.length,
      gone: gone.length,
    };
  } finally {
    await pool.end();
  }
}

/** A recording as it is filed. */
export interface FiledRow {
  readonly id: string;
  readonly external_id: string;
}

/** All that is filed against what was delivered: once each, under the id that was answered. */
export function doublesAmong(
  rows: readonly FiledRow[],
  { acknowledged, inDoubt }: Pick<Ledger, 'acknowledged' | 'inDoubt'>,
): string[] {
  const answered = Map.groupBy(acknowledged, externalIdOf);
  const sent = new Set(inDoubt.map(externalIdOf));
  return [...Map.groupBy(rows, row => row.external_id)].flatMap(([externalId, filed]) => {
    const ids = answered.get(externalId)?.map(({ id }) => id);
    return [
      ...(filed.length > 1 ? [`${externalId} is filed ${filed.length} times`] : []),
      ...(!ids && !sent.has(externalId) ? [`nobody delivered ${externalId}`] : []),
      ...(ids ? filed.filter(({ id }) => !ids.includes(id)).map(({ id }) => `${externalId} is filed as ${id}`) : []),
    ];
  });
}

/** One wrapping too many may be left; the one of the row's own day must be there. */
function isLeft(finding: string): boolean {
  if (!LEFT_TO_RECONCILIATION.test(finding)) return false;
  const [, days, wanted] = /has keys on (\S+) instead of (\S+)$/.exec(finding) ?? [];
  return days === undefined || (wanted !== undefined && days.split(',').includes(wanted));
}

interface HoldRow {
  readonly id: string;
  readonly recording_id: string;
  readonly state: string;
  readonly until_on: string;
}

/** What was answered of a hold must be so; what was not answered is from here on what it is. */
async function settleHolds(ledger: Ledger, sql: KeptServer['sql']): Promise<string[]> {
  const calls = ledger.acknowledged.filter(({ hold }) => hold !== null);
  const rows = await sql<HoldRow>('select id, recording_id, state, until_on from hold where recording_id = any($1)', [
    calls.map(({ id }) => id),
  ]);
  const byCall = Map.groupBy(rows, row => row.recording_id);
  const there = new Set(
    (await sql<{ id: string }>('select id from recording where id = any($1)', [calls.map(({ id }) => id)])).map(
      ({ id }) => id,
    ),
  );
  return calls.flatMap(call => (there.has(call.id) ? settleHold(call, byCall.get(call.id) ?? [], ledger) : []));
}

function settleHold(call: Acknowledged, rows: readonly HoldRow[], ledger: Ledger): string[] {
  const { hold } = call;
  const [row] = rows;
  if (!hold || rows.length > 1) return [`${call.id} has ${rows.length} holds`];
  if (!row) {
    if (hold.said !== null) return [`${call.id} has lost its hold, which was ${hold.said}`];
    call.hold = null;
    return [];
  }
  const isRunning = row.until_on >= helsinkiDay(ledger.now());
  if (!hold.inDoubt && isRunning && row.state !== hold.said)
    return [`the hold of ${call.id} is ${row.state}, not ${String(hold.said)}`];
  if (hold.inDoubt && (row.state === 'requested' || row.state === 'active' || row.state === 'released')) {
    hold.id = row.id;
    hold.said = row.state;
    hold.inDoubt = false;
    if (row.state === 'released') hold.releasedOn = helsinkiDay(ledger.now());
  }
  return [];
}

async function missingAmong(kept: readonly Acknowledged[], sql: KeptServer['sql']): Promise<string[]> {
  const ids = kept.map(({ id }) => id);
  const rows = await sql<{ id: string }>('select id from recording where id = any($1)', [ids]);
  const there = new Set(rows.map(({ id }) => id));
  return ids.filter(id => !there.has(id));
}

async function notGoneAmong(gone: readonly Acknowledged[], sql: KeptServer['sql'], today: Day): Promise<string[]> {
  const ids = gone.map(({ id }) => id);
  const left = await sql<{ id: string }>('select id from recording where id = any($1)', [ids]);
  const certified = await sql<{ unit_id: string }>(
    'select unit_id from deletion_certificate where unit_id = any($1) group by unit_id having count(*) = 1',
    [ids],
  );
  const once = new Set(certified.map(({ unit_id: id }) => id));
  return [
    ...(await Promise.all(
      left.map(async ({ id }) => `${id} is over and still there on ${today}: ${await saidOf(id, gone, sql)}`),
    )),
    ...ids.filter(id => !once.has(id)).map(id => `${id} has not one certificate`),
  ];
}

/** All that the database and the ledger know of how long a recording is kept: for whoever looks for the fault. */
async function saidOf(id: string, among: readonly Acknowledged[], sql: KeptServer['sql']): Promise<string> {
  const rows = await sql(
    `select r.due_on, r.ordinary_due_on, d.state, h.state as hold, h.requested_at, h.until_on, h.ended_at
     from recording r join due_day d on d.day = r.due_on left join hold h on h.recording_id = r.id where r.id = $1`,
    [id],
  );
  const { dueOn, hold } = among.find(call => call.id === id) ?? {};
  return JSON.stringify({ rows, ledger: { dueOn, hold } });
}
