import { DeleteBlobs } from '../../src/retention/purge/delete-blobs.js';
import { PurgeSteps } from '../../src/retention/purge/purge-steps.js';
import { ReclaimDay } from '../../src/retention/purge/reclaim-day.js';
import type { Part, Plan } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import { SMALL, type Site } from '../harness/site.js';
import { DELETED_ROWS_EACH } from '../seed/delete-rows.js';
import { deletingRows, unlinking } from './bare-deletion.js';
import type { Row } from './row.js';

const DUE = 4000;
const BLOB_BYTES = 64 * 1024;
const ONCE = { leastMs: 0, operations: 1, mostMs: 0 };
const PLAN: Plan = { warmUp: ONCE, round: ONCE, rounds: 9 };

/** How fast the rows and blobs of a destroyed day make room, with their certificates. */
export const reclaim: Row = {
  name: 'reclaim',
  prepare: async site => ({
    name: 'reclaim',
    what: `taking away the rows and blobs of ${DUE.toLocaleString('en')} due recordings (blobs of ${BLOB_BYTES / 1024} KiB), with their certificates, against a bare DELETE of the same rows (${DELETED_ROWS_EACH} a recording) in one transaction and an unlink loop over as many files, each folder made durable once`,
    goal: { kind: 'rate-at-least', ratio: 0.9 },
    by: 'latency',
    atOnce: 1,
    plan: PLAN,
    ours: await reclaiming(site),
    baseline: await bareParts(site),
  }),
};

async function reclaiming(site: Site): Promise<Part> {
  const { parts, seed } = await site.custody(SMALL);
  const [steps, reclaimDay, deleteBlobs] = [parts.get(PurgeSteps), parts.get(ReclaimDay), parts.get(DeleteBlobs)];
  const operation: Operation = async () => {
    const day = await seed.add({ recordings: DUE, blobBytes: BLOB_BYTES });
    const run = await steps.close(day);
    await steps.destroyKey(run, day);
    const startedAtMs = performance.now();
    await steps.count(run, day);
    await steps.sweepKeys(day);
    await reclaimDay.execute(run, day);
    await deleteBlobs.execute();
    const tookMs = performance.now() - startedAtMs;
    await seed.expectNothingLeft(run.id, day, DUE);
    return tookMs;
  };
  return { name: 'Tallenne', operation };
}

async function bareParts(site: Site): Promise<Part[]> {
  const { seed } = await site.custody(SMALL);
  return [deletingRows(seed, DUE), unlinking(seed, { recordings: DUE, blobBytes: BLOB_BYTES })];
}
