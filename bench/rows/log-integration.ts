import type { Part } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import { LARGE, SMALL, type Site } from '../harness/site.js';
import { SeedLogBatch } from '../seed/seed-log-batch.js';
import type { Row } from './row.js';

/** What one transaction of the integration takes at most. */
const BATCH = 4096;

/** What an event takes to find its place, however many have one. */
export const logIntegrationGrowth: Row = {
  name: 'log-integration-growth',
  prepare: async site => ({
    name: 'log-integration-growth',
    what: `integrating a batch of ${BATCH.toLocaleString('en')} pending events behind ${LARGE.toLocaleString('en')}, until the checkpoint is signed and committed, against the same behind ${SMALL.toLocaleString('en')}`,
    goal: { kind: 'time-at-most', ratio: 1.2 },
    by: 'latency',
    atOnce: 1,
    ours: await integrating(site, LARGE),
    baseline: [await integrating(site, SMALL)],
  }),
};

async function integrating(site: Site, events: number): Promise<Part> {
  const { ownerUrl, integration } = await site.log(events, 'jobs-at-rest');
  const batch = await SeedLogBatch.add(ownerUrl, BATCH);
  site.atEnd(() => batch.close());
  const operation: Operation = async () => {
    await batch.makePending();
    const startedAtMs = performance.now();
    const integrated = await integration.execute();
    const tookMs = performance.now() - startedAtMs;
    if (integrated !== BATCH) throw new Error(`${integrated} events were integrated instead of ${BATCH}`);
    return tookMs;
  };
  return { name: `Tallenne, ${events.toLocaleString('en')} events`, operation };
}
