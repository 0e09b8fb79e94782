import { PurgeDay } from '../../src/retention/purge/purge-day.js';
import type { Comparison, Part, Plan } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import type { RetentionInstallation } from '../harness/retention-installation.js';
import { LARGE, SMALL, type Site } from '../harness/site.js';
import { shortNumber } from '../harness/size.js';
import { deletingRows, unlinking } from './bare-deletion.js';
import type { Row } from './row.js';

const DUE = 1000;
const BLOB_BYTES = 16 * 1024;
const PLAN: Plan = {
  warmUp: { leastMs: 0, operations: 2, mostMs: 60_000 },
  round: { leastMs: 0, operations: 1, mostMs: 0 },
  rounds: 9,
};

/** Custody of so many that are not due. */
interface Others {
  readonly count: number;
  readonly at: (site: Site) => Promise<RetentionInstallation>;
}

const seeded = (count: number): Others => ({ count, at: site => site.custody(count) });
const grownTo = (count: number): Others => ({ count, at: async site => (await site.grown(count)).custody() });

/** What is not due must not weigh on what is. */
export const purgeAmongMany = growthRow('purge-among-1000000', seeded(LARGE), seeded(SMALL));

/** The same among very many, and against its parts. */
export function grownPurgeRows(recordings: number): Row[] {
  const many = shortNumber(recordings);
  return [
    partsRow(`purge-among-${many}`, grownTo(recordings)),
    growthRow(`purge-among-growth-to-${many}`, grownTo(recordings), grownTo(SMALL)),
  ];
}

function growthRow(name: string, many: Others, few: Others): Row {
  const prepare = async (site: Site): Promise<Comparison> => ({
    name,
    what: `the whole purge of a day with ${DUE.toLocaleString('en')} recordings, from its intent to its outcome, among ${many.count.toLocaleString('en')} that are not due, against the same among ${few.count.toLocaleString('en')}`,
    goal: { kind: 'time-at-most', ratio: 1.2 },
    by: 'latency',
    atOnce: 1,
    plan: PLAN,
    ours: await purging(site, many),
    baseline: [await purging(site, few)],
  });
  return { name, prepare };
}

function partsRow(name: string, others: Others): Row {
  const prepare = async (site: Site): Promise<Comparison> => ({
    name,
    what: `the whole purge of a day with ${DUE.toLocaleString('en')} recordings (blobs of ${BLOB_BYTES / 1024} KiB), with its key, certificates and events, among ${others.count.toLocaleString('en')} that are not due, against a bare DELETE of the same rows in one transaction and an unlink loop over as many files, each folder made durable once`,
    goal: null,
    by: 'latency',
    atOnce: 1,
    plan: PLAN,
    ours: await purging(site, others),
    baseline: await bareParts(others, site),
  });
  return { name, prepare };
}

async function purging(site: Site, { count, at }: Others): Promise<Part> {
  const { parts, seed } = await at(site);
  const purgeDay = parts.get(PurgeDay);
  const operation: Operation = async () => {
    const day = await seed.add({ recordings: DUE, blobBytes: BLOB_BYTES });
    const startedAtMs = performance.now();
    await purgeDay.reclaim(await purgeDay.destroyKey(day));
    const tookMs = performance.now() - startedAtMs;
    await seed.expectFinished(day, DUE);
    return tookMs;
  };
  return { name: `Tallenne, ${count.toLocaleString('en')} others`, operation };
}

async function bareParts({ at }: Others, site: Site): Promise<Part[]> {
  const { seed } = await at(site);
  return [deletingRows(seed, DUE), unlinking(seed, { recordings: DUE, blobBytes: BLOB_BYTES })];
}
