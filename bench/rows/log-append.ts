import type { Comparison, Goal, Part } from '../harness/comparison.js';
import type { LogInstallation } from '../harness/log-installation.js';
import { measure, type Operation, type Span } from '../harness/measure.js';
import { SMALL, type Site } from '../harness/site.js';
import { median } from '../harness/statistics.js';
import { waitForRest } from './log-at-rest.js';
import { openedRecording, rawLeafBytes } from './log-events.js';
import { ManyRawInserts } from './log-raw-inserts.js';
import type { Row } from './row.js';

/** The embedded cluster lets no more than 60 connections in, and the product has its own. */
const POOLS = [8, 16, 32, 40];
const CROWD = 256;
const TRIAL: Span = { leastMs: 500, operations: 500, mostMs: 1000 };
const TRIALS = 3;

/** Recording events alone, against inserts that record nothing but themselves; the jobs of the log go on meanwhile. */
export const LOG_APPEND_ROWS: readonly Row[] = [...[1, 8, 32].map(rowWithAConnectionEach), crowdRow()];

function rowWithAConnectionEach(callers: number): Row {
  const name = `log-append-by-${callers}`;
  const prepare = async (site: Site): Promise<Comparison> => {
    const log = await site.log(SMALL, 'jobs-running');
    const raw = await rawInserts(site, log);
    const baseline = { name: `raw durable inserts, ${callers} connections`, operation: await raw.by(callers) };
    return comparison(site, { name, callers, baseline, goal: { kind: 'rate-at-least', ratio: 0.9 } });
  };
  return { name, prepare };
}

/** More callers than any pool has connections: what groups them is compared with the pool that does best. */
function crowdRow(): Row {
  const name = `log-append-by-${CROWD}`;
  const prepare = async (site: Site): Promise<Comparison> => {
    const log = await site.log(SMALL, 'jobs-running');
    const baseline = await bestPool(await rawInserts(site, log));
    return comparison(site, { name, callers: CROWD, baseline, goal: { kind: 'rate-at-least', ratio: 3 } });
  };
  return { name, prepare };
}

interface Sides {
  readonly name: string;
  readonly callers: number;
  readonly baseline: Part;
  readonly goal: Goal;
}

async function comparison(site: Site, { name, callers, baseline, goal }: Sides): Promise<Comparison> {
  const { trail, applicationUrl } = await site.log(SMALL, 'jobs-running');
  const before = () => waitForRest(applicationUrl);
  const operation = async () => {
    const startedAtMs = performance.now();
    await trail.recordAlone(openedRecording());
    return performance.now() - startedAtMs;
  };
  return {
    name,
    what: `recording an event by itself until it is committed, ${callers} at once, while integration goes on, against ${baseline.name} of rows of the same size with one index`,
    goal,
    by: 'throughput',
    atOnce: callers,
    ours: { name: 'Tallenne', operation, before },
    baseline: [{ ...baseline, before }],
  };
}

/** Shared by the rows: connections are few. */
const rawInsertsOf = new WeakMap<LogInstallation, ManyRawInserts>();

async function rawInserts(site: Site, log: LogInstallation): Promise<ManyRawInserts> {
  const raw = rawInsertsOf.get(log) ?? new ManyRawInserts(log.ownerUrl, await rawLeafBytes(log), site.atEnd);
  rawInsertsOf.set(log, raw);
  return raw;
}

interface TriedPool {
  readonly connections: number;
  readonly operation: Operation;
  readonly tookMs: number[];
}

async function bestPool(raw: ManyRawInserts): Promise<Part> {
  const pools: TriedPool[] = [];
  for (const connections of POOLS) pools.push({ connections, operation: await raw.by(connections), tookMs: [] });
  for (let trial = 0; trial < TRIALS; trial += 1) {
    for (const { operation, tookMs } of pools) tookMs.push((await measure(operation, CROWD, TRIAL)).wallMsPerOperation);
  }
  const [best] = pools.toSorted((one, other) => median(one.tookMs) - median(other.tookMs));
  if (!best) throw new RangeError('there is no pool');
  return { name: `the best pool of raw durable inserts (${best.connections} connections)`, operation: best.operation };
}
