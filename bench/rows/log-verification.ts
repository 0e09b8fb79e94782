import pg from 'pg';
import { queryOn } from '../../src/audit/verify/copy-out.js';
import { verifyDatabase } from '../../src/audit/verify/verify-database.js';
import type { Part, Plan } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import { LARGE, SMALL, type Site } from '../harness/site.js';
import { bareHashesMs } from './log-bare-hashes.js';
import type { Row } from './row.js';

/** Logs of different sizes are compared by what so many of their events take. */
const COUNTED = 1000;

/** A large log takes many seconds: once a round, and fewer rounds. */
const PLAN: Plan = {
  warmUp: { leastMs: 0, operations: 1, mostMs: 0 },
  round: { leastMs: 600, operations: 5, mostMs: 2000 },
  rounds: 5,
};

/** Verifying a whole log, against what no verifier can do without. */
export const logVerification: Row = {
  name: 'log-verification-at-1m',
  prepare: async site => ({
    name: 'log-verification-at-1m',
    what: `verifying a log of ${LARGE.toLocaleString('en')} events from the bytes in the database, for ${COUNTED.toLocaleString('en')} of them, against bare SHA-256 of the same leaves and nodes, already read (${PLAN.rounds} rounds)`,
    goal: { kind: 'rate-at-least', ratio: 0.3 },
    by: 'latency',
    atOnce: 1,
    plan: PLAN,
    ours: await verifying(site, LARGE),
    baseline: [await bareHashes(site, LARGE)],
  }),
};

/** What an event takes to verify, however many there are. */
export const logVerificationGrowth: Row = {
  name: 'log-verification-growth',
  prepare: async site => ({
    name: 'log-verification-growth',
    what: `verifying a log of ${LARGE.toLocaleString('en')} events, for ${COUNTED.toLocaleString('en')} of them, against the same for a log of ${SMALL.toLocaleString('en')} (${PLAN.rounds} rounds)`,
    goal: { kind: 'time-at-most', ratio: 1.2 },
    by: 'latency',
    atOnce: 1,
    plan: PLAN,
    ours: await verifying(site, LARGE),
    baseline: [await verifying(site, SMALL)],
  }),
};

async function verifying(site: Site, events: number): Promise<Part> {
  const log = await site.log(events, 'jobs-at-rest');
  const client = await connected(site, log.applicationUrl);
  const operation: Operation = async () => {
    const startedAtMs = performance.now();
    await verify(client, log.verifierKeys, events);
    return ((performance.now() - startedAtMs) * COUNTED) / events;
  };
  return { name: `Tallenne, ${events.toLocaleString('en')} events`, operation };
}

/** As the command does it: in one transaction, which sees one state of the log. */
async function verify(client: pg.Client, keys: readonly string[], events: number): Promise<void> {
  await client.query('begin transaction isolation level repeatable read, read only');
  const verification = await verifyDatabase(queryOn(client), { keys });
  await client.query('commit');
  if (verification.outcome !== 'verified') throw new Error(verification.findings[0]?.sentence);
  if (verification.events !== events) throw new Error(`${verification.events} events were verified of ${events}`);
}

async function bareHashes(site: Site, events: number): Promise<Part> {
  const { applicationUrl } = await site.log(events, 'jobs-at-rest');
  const client = await connected(site, applicationUrl);
  const operation: Operation = async () => ((await bareHashesMs(client)) * COUNTED) / events;
  return { name: 'bare SHA-256', operation };
}

async function connected(site: Site, url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  site.atEnd(() => client.end());
  return client;
}
