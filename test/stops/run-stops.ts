import { setTimeout as wait } from 'node:timers/promises';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { custodyFindings } from '../custody/check-custody.js';
import { FaultyDatabase } from '../support/faulty-database.js';
import { stopSchedule } from '../support/fault-server.js';
import { startKeyCluster } from '../support/key-cluster.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { SmtpServer } from '../support/smtp-server.js';
import { letServeForYears } from '../support/years.js';
import { scheduledJobs, type Jobs } from './scheduled-jobs.js';
import { StoppedInstance } from './stopped-instance.js';
import { mailedTwice, twiceFindings } from './twice.js';
import { leaveWork } from './work.js';

export interface StopsOptions {
  readonly cycles: number;
  readonly seed: number | string;
  /**
   * How long the instance really stands still. Of less than 20 s the test itself ends the sessions in which it stands in a transaction, as
   * PostgreSQL does after 20 s (bounded-client.ts), and 30 s pass by the clocks.
   */
  readonly seconds: number;
  readonly onProgress?: (line: string) => void;
}

const STANDS_STILL_MS = 30_000;
const ENDED_BY_DATABASE_S = 20;
/** A job may wait for locks of the one that stands still, 20 s, and the machine may be busy. */
const PATIENCE_MS = 120_000;
const FIRST_GUESS = 5;
/** A job that was over before its statement came is no cycle: it is tried again, with fewer statements. */
const MOST_TRIES = 4;

/** What a run came to; everything in `faults` must be empty. */
export interface StopsReport {
  readonly cycles: number;
  readonly jobs: number;
  /** Of which jobs one was stopped at a statement, and how often. */
  readonly stopped: Readonly<Record<string, number>>;
  readonly mailsSentAgain: number;
  readonly faults: readonly string[];
}

/**
 * Stops an instance (SIGSTOP) at a statement in the middle of a job, lets another one do all jobs meanwhile, and lets the first go on
 * (SIGCONT): nothing may take effect twice.
 */
export async function runStops(options: StopsOptions): Promise<StopsReport> {
  const cluster = await startKeyCluster();
  const smtp = await SmtpServer.start();
  const server = await startTestServer({
    env: {
      KEYS_DATABASE_URL: await cluster.createDatabase(),
      ...{ TALLENNE_MAIL_URL: smtp.url, TALLENNE_MAIL_FROM: 'tallenne@example.org', TALLENNE_MAIL_COUNTRY: 'FI' },
      TALLENNE_ALARM_MAIL_TO: 'desk@example.org',
    },
  });
  stopSchedule(server.app);
  await letServeForYears(server);
  const run = await StopsRun.on(server, smtp, options);
  try {
    return await run.execute();
  } finally {
    await run.end();
    await server.stop();
    await smtp.stop();
    await cluster.stop();
  }
}

class StopsRun {
  readonly #jobs: Jobs;
  readonly #random: SeededRandom;
  readonly #stopped: Record<string, number> = {};
  /** How many statements a job has had at most. */
  readonly #lengths = new Map<string, number>();
  readonly #faults: string[] = [];

  private constructor(
    private readonly server: TestServer,
    private readonly database: FaultyDatabase,
    private readonly other: StoppedInstance,
    private readonly smtp: SmtpServer,
    private readonly options: StopsOptions,
  ) {
    this.#jobs = scheduledJobs(server.app);
    this.#random = new SeededRandom(options.seed);
  }

  static async on(server: TestServer, smtp: SmtpServer, options: StopsOptions): Promise<StopsRun> {
    const database = await FaultyDatabase.before(server.database.applicationUrl);
    const other = await StoppedInstance.start(server, { DATABASE_URL: database.url });
    return new StopsRun(server, database, other, smtp, options);
  }

  async execute(): Promise<StopsReport> {
    const names = [...this.#jobs.keys()];
    const offset = this.#random.between(0, names.length - 1);
    const { cycles, onProgress } = this.options;
    for (let nth = 0; this.#count < cycles && nth < cycles * MOST_TRIES && this.#faults.length === 0; nth += 1) {
      const name = names[(nth + offset) % names.length] ?? '';
      if (this.#lengths.get(name) === 0) continue; // it asks the database for nothing
      const said = await this.#cycle(name);
      onProgress?.(`${this.#count}/${cycles}: ${name} ${said}, ${this.#faults.length} faults`);
    }
    const mailsSentAgain = mailedTwice(this.smtp).length;
    return { cycles: this.#count, jobs: names.length, stopped: this.#stopped, mailsSentAgain, faults: this.#faults };
  }

  /** How often an instance was stopped. */
  get #count(): number {
    return Object.values(this.#stopped).reduce((sum, count) => sum + count, 0);
  }

  async end(): Promise<void> {
    await this.other.stop();
    await this.database.stop();
  }

  async #cycle(name: string): Promise<string> {
    await leaveWork(this.server);
    this.other.set(this.server.clock.now());
    const before = new Set(await twiceFindings(this.server));
    const length = this.#lengths.get(name) ?? FIRST_GUESS;
    const nth = this.#random.between(1, length);
    let seen = 0;
    const fault = this.database.arm({ kind: 'passed', nth, of: () => (seen += 1) > 0 });
    const running = this.other.run(name);
    const isStruck = await Promise.race([fault.strikes.then(() => true), running.then(() => false)]);
    if (isStruck) await this.#standStill(name);
    else this.#lengths.set(name, seen);
    this.database.disarm();
    this.#note(name, await orWaits(running));
    if (isStruck) this.#lengths.set(name, length + 2);
    for (const again of [this.#here(name), this.other.run(name)]) this.#note(name, await orWaits(again));
    const twice = (await twiceFindings(this.server)).filter(found => !before.has(found));
    const found = [...twice, ...(await custodyFindings(this.server))];
    this.#faults.push(...found.map(what => `${name} at statement ${nth}: ${what}`));
    return isStruck ? `stopped at its statement ${nth}` : `over after ${seen} statements`;
  }

  /** In the middle of a job, while the other instance does all that there is to do. */
  async #standStill(name: string): Promise<void> {
    this.other.pause();
    const { seconds } = this.options;
    this.#stopped[name] = (this.#stopped[name] ?? 0) + 1;
    const began = performance.now();
    await wait(Math.min(1000, seconds * 500)); // until the database has done what it was asked last
    if (seconds < ENDED_BY_DATABASE_S) await this.#endStanding();
    this.server.clock.advance(STANDS_STILL_MS);
    for (const each of this.#jobs.keys()) this.#note(each, await orWaits(this.#here(each)));
    await wait(Math.max(0, seconds * 1000 - (performance.now() - began)));
    this.other.set(this.server.clock.now()); // it reads this first when it goes on
    this.other.resume();
  }

  /** What PostgreSQL does to a session that stands still in a transaction; only the instance that stands still has one. */
  async #endStanding(): Promise<void> {
    await this.server.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = $1 and usename = 'tallenne_app' and state like 'idle in transaction%'`,
      [this.server.database.name],
    );
  }

  #here(name: string): Promise<string> {
    const job = this.#jobs.get(name);
    return job
      ? job().then(
          () => 'done',
          (error: unknown) => `failed ${error instanceof Error ? error.name : ''}`,
        )
      : Promise.resolve('unknown');
  }

  /** A job that fails is tried again at the next look; one that never ends, or ends its process, is a fault. */
  #note(name: string, said: string): void {
    if (said === 'waits' || said === 'gone' || said === 'unknown') this.#faults.push(`${name} ${said}`);
  }
}

function orWaits(job: Promise<string>): Promise<string> {
  return Promise.race([job, wait(PATIENCE_MS, 'waits', { ref: false })]);
}
