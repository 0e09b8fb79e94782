import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { queryOn } from '../../src/audit/verify/copy-out.js';
import { verifyDatabase } from '../../src/audit/verify/verify-database.js';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { LogAtWork } from './log-at-work.js';
import type { Databases } from './prepared-database.js';

export interface UntouchedOptions {
  readonly logs: number;
  readonly seed: number;
  readonly onProgress?: (done: number) => void;
}

export interface UntouchedReport {
  readonly logs: number;
  readonly verifications: number;
  /** Of these, how many met events that were waiting for their place. */
  readonly whileWaiting: number;
  readonly leaves: number;
  /** Everything that was found, which must be nothing. */
  readonly findings: readonly string[];
}

/** Lets the product write fresh logs of all lengths, and verifies them while they grow. */
export async function runUntouched(databases: Databases, options: UntouchedOptions): Promise<UntouchedReport> {
  const database = await databases.next();
  const folder = await mkdtemp(join(tmpdir(), 'tallenne-untouched-'));
  const client = new pg.Client(database.superuserUrl);
  await client.connect();
  const log = await LogAtWork.open(database.applicationUrl, folder);
  try {
    return await new UntouchedRun(client, log, options).execute();
  } finally {
    await log.close();
    await client.end();
    await rm(folder, { recursive: true, force: true });
  }
}

class UntouchedRun {
  readonly #counts = { verifications: 0, whileWaiting: 0, leaves: 0 };
  readonly #findings: string[] = [];
  #seen: string[] = [];

  constructor(
    private readonly client: pg.Client,
    private readonly log: LogAtWork,
    private readonly options: UntouchedOptions,
  ) {}

  async execute(): Promise<UntouchedReport> {
    const { logs, seed, onProgress } = this.options;
    for (let number = 0; number < logs; number += 1) {
      await this.#fresh();
      const growing = this.#grow(new SeededRandom(`${seed} growing ${number}`));
      await this.#watch(growing, new SeededRandom(`${seed} watching ${number}`));
      await this.#verify(number);
      onProgress?.(number + 1);
    }
    return { logs, ...this.#counts, findings: this.#findings };
  }

  async #fresh(): Promise<void> {
    this.#seen = [];
    await this.client.query('begin');
    await this.client.query('set local session_replication_role = replica');
    for (const table of TABLES) await this.client.query(`delete from ${table}`);
    await this.client.query('commit');
    await this.log.begin();
  }

  /** Mostly a few events; now and then more than a tile. */
  async #grow(random: SeededRandom): Promise<void> {
    const longest = random.chance(0.1) ? 300 : 20;
    for (let rounds = random.between(1, 4); rounds > 0; rounds -= 1) {
      await this.log.record(random.between(1, longest), random);
      if (random.chance(0.8)) await this.log.integrate();
    }
  }

  async #watch(growing: Promise<void>, random: SeededRandom): Promise<void> {
    const grown = growing.then(() => true);
    const isGrown = (): Promise<boolean> => Promise.race([grown, sleep(random.between(0, 15), false)]);
    while (!(await isGrown())) await this.#verify(null);
  }

  /** Each checkpoint that was seen is known from then on. */
  async #verify(number: number | null): Promise<void> {
    await this.client.query('begin isolation level repeatable read read only');
    const { rows } = await this.client.query<{ checkpoint: string; waiting: number }>(
      'select checkpoint, (select count(*)::int from audit_pending) as waiting from audit_head',
    );
    const keys = await this.log.keys.verifierKeys();
    const { size, findings } = await verifyDatabase(queryOn(this.client), { keys, knownCheckpoints: this.#seen });
    await this.client.query('commit');
    this.#seen.push(...rows.map(({ checkpoint }) => checkpoint));
    this.#findings.push(...findings.map(({ sentence }) => sentence));
    this.#counts.verifications += 1;
    this.#counts.whileWaiting += (rows[0]?.waiting ?? 0) > 0 ? 1 : 0;
    this.#counts.leaves += number === null ? 0 : size;
  }
}

const TABLES = ['audit_pending', 'audit_text', 'audit_event', 'audit_leaf', 'audit_tile', 'audit_head'] as const;
