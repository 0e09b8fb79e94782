import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { queryOn } from '../../src/audit/verify/copy-out.js';
import { verifyDatabase } from '../../src/audit/verify/verify-database.js';
import type { VerifyOptions } from '../../src/audit/verify/verification.js';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { BITS_AND_ROWS } from './bits-and-rows.js';
import { HISTORIES } from './histories.js';
import { LogAtWork } from './log-at-work.js';
import { missed, type Manipulation } from './manipulation.js';
import { sqlOn, type Databases, type PreparedDatabase } from './prepared-database.js';
import { copiedCheckpoints, writeLog, type WrittenLog } from './written-log.js';

export const MANIPULATIONS: readonly Manipulation[] = [...BITS_AND_ROWS, ...HISTORIES];

export interface ManipulationOptions {
  readonly manipulations: number;
  /** The same seed makes the same log, but for ids and instants of its events, and lays hands on it in the same ways. */
  readonly seed: number;
  readonly onProgress?: (done: number) => void;
}

/** How often each kind was tried, and what was missed. */
export interface ManipulationReport {
  readonly tried: ReadonlyMap<string, number>;
  readonly misses: readonly { readonly name: string; readonly round: number; readonly why: string }[];
}

/** Lays hands on a log again and again, each time in another way, and lets the verifier look for it. */
export async function runManipulations(
  databases: Databases,
  options: ManipulationOptions,
): Promise<ManipulationReport> {
  const database = await databases.next();
  const folder = await mkdtemp(join(tmpdir(), 'tallenne-manipulations-'));
  const client = new pg.Client(database.superuserUrl);
  await client.connect();
  try {
    const log = await written(database, folder, client, options.seed);
    return await tryAll(client, log, options);
  } finally {
    await client.end();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The log at work ends before anybody lays hands on it; its keys are files, and still sign. */
async function written(
  { applicationUrl }: PreparedDatabase,
  folder: string,
  client: pg.Client,
  seed: number,
): Promise<WrittenLog> {
  const log = await LogAtWork.open(applicationUrl, folder);
  try {
    return await writeLog(log, sqlOn(client), new SeededRandom(seed));
  } finally {
    await log.close();
  }
}

async function tryAll(
  client: pg.Client,
  log: WrittenLog,
  { manipulations, seed, onProgress }: ManipulationOptions,
): Promise<ManipulationReport> {
  const tried = new Map<string, number>();
  const misses: { name: string; round: number; why: string }[] = [];
  for (let round = 0; round < manipulations; round += 1) {
    const manipulation = MANIPULATIONS[round % MANIPULATIONS.length];
    if (!manipulation) break;
    const why = await tryOne(client, log, manipulation, new SeededRandom(`${seed} ${round}`));
    tried.set(manipulation.name, (tried.get(manipulation.name) ?? 0) + 1);
    if (why !== null) misses.push({ name: manipulation.name, round, why });
    onProgress?.(round + 1);
  }
  return { tried, misses };
}

/** Returns why the verifier has missed the manipulation; null where it has not. Nothing of it stays. */
async function tryOne(
  client: pg.Client,
  log: WrittenLog,
  { apply }: Manipulation,
  random: SeededRandom,
): Promise<string | null> {
  const options: VerifyOptions = { keys: log.verifierKeys, knownCheckpoints: copiedCheckpoints(log), at: new Date() };
  await client.query('begin isolation level repeatable read');
  try {
    await client.query('set local session_replication_role = replica');
    const expected = await apply(sqlOn(client), log, random);
    return missed(await verifyDatabase(queryOn(client), options), expected);
  } finally {
    await client.query('rollback');
  }
}
