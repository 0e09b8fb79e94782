import { mkdtemp, open, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Day } from '../../src/kernel/calendar.js';
import { syncFolder } from '../../src/platform/files/durable.js';
import { PurgeSteps } from '../../src/retention/purge/purge-steps.js';
import type { Part, Plan } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import { SMALL, type Site } from '../harness/site.js';
import { DestroyedDay } from '../seed/destroyed-day.js';
import { rawInserts } from './retention-parts.js';
import type { Row } from './row.js';

const DUE = 160_000;
const PLAN: Plan = {
  warmUp: { leastMs: 0, operations: 3, mostMs: 60_000 },
  round: { leastMs: 0, operations: 5, mostMs: 60_000 },
  rounds: 9,
};

/** How long it takes until nobody can read anything of a day, however much is due on it. */
export const unreadable: Row = {
  name: 'unreadable-160000',
  prepare: async site => ({
    name: 'unreadable-160000',
    what: `closing a day on which ${DUE.toLocaleString('en')} recordings are due and destroying its key, both written down, until they are unreadable for good, against unlinking one file, durably, and one raw durable insert (${PLAN.round.operations} operations a round)`,
    goal: { kind: 'time-at-most', ratio: 3 },
    by: 'latency',
    atOnce: 1,
    plan: PLAN,
    ours: await destroying(site),
    baseline: [await unlinking(site), await rawInserts(site)],
  }),
};

async function destroying(site: Site): Promise<Part> {
  const { parts, config, seed } = await site.custody(SMALL);
  const day = await seed.add({ recordings: DUE, blobBytes: null });
  const destroyed = await DestroyedDay.keep(seed, config, day);
  const steps = parts.get(PurgeSteps);
  const operation: Operation = async () => {
    await destroyed.bringBack();
    if (!(await destroyed.hasKey())) throw new Error('the day has no key that could be destroyed');
    const tookMs = await destroy(steps, day);
    if (await destroyed.hasKey()) throw new Error('the day still has its key');
    return tookMs;
  };
  return { name: 'Tallenne', operation };
}

async function destroy(steps: PurgeSteps, day: Day): Promise<number> {
  const startedAtMs = performance.now();
  const run = await steps.close(day);
  await steps.destroyKey(run, day);
  return performance.now() - startedAtMs;
}

/** As durable as the destruction of a key: the file's name does not come back after a power cut. */
async function unlinking(site: Site): Promise<Part> {
  const folder = await mkdtemp(join(tmpdir(), 'tallenne-bench-unlink-'));
  site.atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  const path = join(folder, 'file');
  const operation: Operation = async () => {
    await writeDurably(path);
    await syncFolder(folder);
    const startedAtMs = performance.now();
    await unlink(path);
    await syncFolder(folder);
    return performance.now() - startedAtMs;
  };
  return { name: 'unlinking one file', operation };
}

async function writeDurably(path: string): Promise<void> {
  await using file = await open(path, 'wx');
  await file.write(Buffer.alloc(4096, 1));
  await file.sync();
}
