import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { AuditTrail } from '../../src/audit/index.js';
import type { Plan } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import { SMALL } from '../harness/site.js';
import { quantile } from '../harness/statistics.js';
import { openedRecording } from './log-events.js';
import type { Row } from './row.js';

const EVENTS_PER_SECOND = 1000;
const LASTS_MS = 20_000;
const GOAL_MS = 1500;
const TICK_MS = 5;
const PATIENCE_MS = 30_000;
const ONCE = { leastMs: 0, operations: 1, mostMs: 0 };
const PLAN: Plan = { warmUp: ONCE, round: ONCE, rounds: 3 };

/** How long an event waits for its place in a signed checkpoint, under load and with the jobs at their own pace. */
export const logIntegrationTime: Row = {
  name: 'log-integration-p99',
  prepare: async site => {
    const { trail, applicationUrl } = await site.log(SMALL, 'jobs-running');
    const client = new pg.Client({ connectionString: applicationUrl });
    await client.connect();
    site.atEnd(() => client.end());
    const operation: Operation = async () => quantile(await integrationTimesMs(trail, client), 0.99);
    return {
      name: 'log-integration-p99',
      what: `99 of 100 events are in a signed checkpoint, from the call that records them to its commit, in so many milliseconds while ${EVENTS_PER_SECOND.toLocaleString('en')} events a second are recorded for ${LASTS_MS / 1000} s (${PLAN.rounds} rounds), against the ${GOAL_MS / 1000} s that are the goal`,
      goal: { kind: 'time-at-most', ratio: 1 },
      by: 'latency',
      atOnce: 1,
      plan: PLAN,
      ours: { name: 'Tallenne, 99 of 100 within', operation },
      baseline: [{ name: 'the goal', operation: () => Promise.resolve(GOAL_MS) }],
    };
  },
};

interface Recorded {
  readonly id: string;
  readonly calledAtMs: number;
}

/** When a checkpoint of so many leaves was first seen. */
interface SeenHead {
  readonly size: number;
  readonly atMs: number;
}

async function integrationTimesMs(trail: AuditTrail, client: pg.Client): Promise<number[]> {
  const heads: SeenHead[] = [];
  let ended = false;
  const watching = watchHeads(client, heads, () => ended);
  try {
    const recorded = await recordSteadily(trail);
    await sleepUntilIntegrated(client);
    ended = true;
    await watching;
    return await waitedMs(client, recorded, heads);
  } finally {
    ended = true;
  }
}

/** A checkpoint is seen late by no more than one look, which counts against us. */
async function watchHeads(client: pg.Client, heads: SeenHead[], isEnded: () => boolean): Promise<void> {
  for (let last = false; !last;) {
    last = isEnded();
    const { rows } = await client.query<{ size: string }>(HEAD);
    const size = Number(rows[0]?.size);
    if (size !== heads.at(-1)?.size) heads.push({ size, atMs: performance.now() });
    await sleep(TICK_MS);
  }
}

const HEAD = { name: 'bench-log-head', text: 'select size from audit_head' };

/** Calls at even distances, whether those before have been answered or not. */
async function recordSteadily(trail: AuditTrail): Promise<Recorded[]> {
  const recording: Promise<Recorded>[] = [];
  const startedAtMs = performance.now();
  for (let passedMs = 0; passedMs < LASTS_MS; passedMs = performance.now() - startedAtMs) {
    while (recording.length < (passedMs * EVENTS_PER_SECOND) / 1000) recording.push(awaitedLater(recordOne(trail)));
    await sleep(TICK_MS);
  }
  return Promise.all(recording);
}

/** Its failure is told when all are awaited, rather than as one that nobody looks after. */
function awaitedLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

async function recordOne(trail: AuditTrail): Promise<Recorded> {
  const calledAtMs = performance.now();
  return { id: await trail.recordAlone(openedRecording()), calledAtMs };
}

async function sleepUntilIntegrated(client: pg.Client): Promise<void> {
  const endsAtMs = performance.now() + PATIENCE_MS;
  const isAnyPending = async () => (await client.query('select from audit_pending limit 1')).rowCount !== 0;
  while (await isAnyPending()) {
    if (performance.now() > endsAtMs) throw new Error('the recorded events do not come into the tree');
    await sleep(TICK_MS);
  }
}

async function waitedMs(
  client: pg.Client,
  recorded: readonly Recorded[],
  heads: readonly SeenHead[],
): Promise<number[]> {
  const text = 'select event_id as id, index from audit_leaf where event_id = any($1)';
  const { rows } = await client.query<{ id: string; index: string }>(text, [recorded.map(({ id }) => id)]);
  const indexes = new Map(rows.map(({ id, index }) => [id, Number(index)]));
  return recorded.map(({ id, calledAtMs }) => seenAtMs(heads, indexes.get(id) ?? NaN) - calledAtMs);
}

function seenAtMs(heads: readonly SeenHead[], index: number): number {
  const head = heads.find(({ size }) => size > index);
  if (!head) throw new Error('a recorded event is in no checkpoint');
  return head.atMs;
}
