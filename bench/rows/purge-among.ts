import { PurgeDay } from '../../src/retention/purge/purge-day.js';
import type { Part, Plan } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import { LARGE, SMALL, type Site } from '../harness/site.js';
import type { Row } from './row.js';

const DUE = 1000;
const BLOB_BYTES = 16 * 1024;
const PLAN: Plan = {
  warmUp: { leastMs: 0, operations: 2, mostMs: 60_000 },
  round: { leastMs: 0, operations: 1, mostMs: 0 },
  rounds: 9,
};

/** What is not due must not weigh on what is. */
export const purgeAmongMany: Row = {
  name: 'purge-among-1000000',
  prepare: async site => ({
    name: 'purge-among-1000000',
    what: `the whole purge of a day with ${DUE.toLocaleString('en')} recordings, from its intent to its outcome, among ${LARGE.toLocaleString('en')} that are not due, against the same among ${SMALL.toLocaleString('en')}`,
    goal: { kind: 'time-at-most', ratio: 1.2 },
    by: 'latency',
    atOnce: 1,
    plan: PLAN,
    ours: await purging(site, LARGE),
    baseline: [await purging(site, SMALL)],
  }),
};

async function purging(site: Site, others: number): Promise<Part> {
  const { parts, seed } = await site.custody(others);
  const purgeDay = parts.get(PurgeDay);
  const operation: Operation = async () => {
    const day = await seed.add({ recordings: DUE, blobBytes: BLOB_BYTES });
    const startedAtMs = performance.now();
    await purgeDay.execute(day);
    const tookMs = performance.now() - startedAtMs;
    await seed.expectFinished(day, DUE);
    return tookMs;
  };
  return { name: `Tallenne, ${others.toLocaleString('en')} others`, operation };
}
