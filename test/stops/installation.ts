import { setTimeout as wait } from 'node:timers/promises';
import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { Reconcile } from '../../src/retention/index.js';
import { custodyFindings } from '../custody/check-custody.js';
import { FaultyDatabase } from '../support/faulty-database.js';
import { stopSchedule } from '../support/fault-server.js';
import { Inbox } from '../support/inbox.js';
import type { TestKeyCluster } from '../support/key-cluster.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { letServeForYears } from '../support/years.js';
import { Counted, type Lengths } from './lengths.js';
import { Outside } from './outside.js';
import { scheduledJobs, type Jobs } from './scheduled-jobs.js';
import type { Workplace } from './staged-work.js';
import { StoppedInstance } from './stopped-instance.js';
import { mailedTwice, twiceFindings } from './twice.js';
import { leaveWork } from './work.js';

const STANDS_STILL_MS = 30_000;
/** PostgreSQL ends a session that stands still in a transaction after so long (bounded-client.ts). */
const ENDED_BY_DATABASE_MS = 20_000;
const ENDED_SURELY_MS = 21_500;
/** A job may wait for locks of the one that stands still, 20 s, and the machine may be busy. */
const PATIENCE_MS = 180_000;
const RETRIED = 0.5;
const NOWHERE = { rowsChanged: 0, heldRows: false };
/** Reconciliation leaves alone for a day what may be on its way still; what is made for tomorrow's month bears tomorrow's time. */
const NO_LONGER_YOUNG_MS = 49 * 3_600_000;

/** What one stop came to. */
export interface Stop {
  readonly job: string;
  readonly cycle: number;
  /** The statement at which it was stopped; null where the job was over before. */
  readonly at: string | null;
  /** How many rows the job had changed when it was stopped, the statement's among them. */
  readonly rowsChanged: number;
  /** Whether it stood in a transaction that had changed rows or taken some for itself: some jobs do their work outside the database. */
  readonly heldRows: boolean;
  readonly faults: readonly string[];
}

/** Two instances on a database, keys and blobs of their own: one that works, and one that is stopped. */
export class Installation {
  readonly jobs: Jobs;

  private constructor(
    private readonly place: Workplace,
    private readonly database: FaultyDatabase,
    private readonly other: StoppedInstance,
    private readonly outside: Outside,
    private readonly stopMs: number,
  ) {
    this.jobs = scheduledJobs(place.server.app);
  }

  static async start(cluster: TestKeyCluster, stopMs: number): Promise<Installation> {
    const [outside, inbox] = [await Outside.start(), await Inbox.create()];
    const server = await startTestServer({
      at: new Date(), // by which files are as young as they say
      env: {
        KEYS_DATABASE_URL: await cluster.createDatabase(),
        ...outside.settings,
        ...{ TALLENNE_INBOX_DIR: inbox.dir, TALLENNE_INBOX_SETTLE_SECONDS: '0' },
      },
    });
    stopSchedule(server.app);
    await letServeForYears(server);
    const database = await FaultyDatabase.before(server.database.applicationUrl);
    const other = await StoppedInstance.start(server, { DATABASE_URL: database.url });
    const place = { server, inbox, letWalGo: () => cluster.letWalGo() };
    return new Installation(place, database, other, outside, stopMs);
  }

  get mailsSentAgain(): number {
    return mailedTwice(this.outside.smtp).length;
  }

  async end(): Promise<void> {
    await this.other.stop();
    await this.database.stop();
    await this.#server.stop();
    await this.place.inbox.remove();
    await this.outside.stop();
  }

  /**
   * Leaves work, has the one instance do a job, stops it at a statement of it, and lets the other one do all jobs meanwhile. `lengths`
   * say among how many statements there are to choose, and learn.
   */
  async cycle(job: string, cycle: number, lengths: Lengths, random: SeededRandom): Promise<Stop> {
    await leaveWork(this.place, job);
    this.other.set(this.#server.clock.now());
    const before = new Set(await twiceFindings(this.#server));
    const counted = new Counted();
    const faults: string[] = [];
    const { running, strikes } = this.#begin(job, counted, lengths, random);
    const struck = await Promise.race([strikes, running.then(() => null)]);
    const stood = struck === null ? NOWHERE : await this.#standStill(faults);
    this.database.disarm();
    faults.push(...faultIn(job, await orWaits(running)));
    for (const again of [this.#here(job), this.other.run(job)]) faults.push(...faultIn(job, await orWaits(again)));
    faults.push(...(await this.#faultsAlone(job)));
    lengths[struck === null ? 'over' : 'stopped'](job, counted);
    const twice = (await twiceFindings(this.#server)).filter(found => !before.has(found));
    faults.push(...twice, ...this.outside.faults, ...(await this.#custodyFaults()));
    return { job, cycle, at: struck?.text ?? null, ...stood, faults };
  }

  /** While nothing stands in its way a job does what is left of its work: one that fails now fails for ever. */
  async #faultsAlone(job: string): Promise<string[]> {
    const [here, there] = [await orWaits(this.#here(job)), await orWaits(this.other.run(job))];
    return [...faultAlone(job, here), ...faultAlone(job, there)];
  }

  /** What a crash or a lost race leaves behind and belongs to nothing is gone with the reconciliation of the night after (design §6). */
  async #custodyFaults(): Promise<string[]> {
    if ((await custodyFindings(this.#server)).length === 0) return [];
    const faults: string[] = [];
    this.#server.clock.advance(NO_LONGER_YOUNG_MS);
    await this.#doAll(faults);
    await this.#server.app.get(Reconcile).execute(null);
    return [...faults, ...(await custodyFindings(this.#server))];
  }

  get #server(): TestServer {
    return this.place.server;
  }

  /**
   * It is struck at work where it has any: from its first statement on that changes something. One that had none the last time may have
   * some now.
   */
  #begin(job: string, counted: Counted, lengths: Lengths, random: SeededRandom) {
    const { working, all } = lengths.of(job);
    const isAtWork = working > 0 || random.chance(RETRIED);
    const nth = random.between(1, Math.max(1, isAtWork ? working : all));
    this.#rowsBefore = this.database.rowsChanged;
    const { strikes } = this.database.arm({
      kind: 'passed',
      of: statement => {
        counted.see(statement);
        return (isAtWork ? counted.working : counted.all) === nth;
      },
    });
    return { running: this.other.run(job), strikes };
  }

  #rowsBefore = 0;

  /** In the middle of a job, while the other instance does all that there is to do; returns what the job had done by then. */
  async #standStill(faults: string[]): Promise<Pick<Stop, 'rowsChanged' | 'heldRows'>> {
    this.other.pause();
    const began = performance.now();
    const isShort = this.stopMs < ENDED_BY_DATABASE_MS;
    await wait(Math.min(1000, this.stopMs / 2)); // until the database has done what it was asked last
    const rowsChanged = this.database.rowsChanged - this.#rowsBefore;
    const heldRows = await this.#standsInTransaction();
    if (isShort) await this.#endStanding();
    this.#server.clock.advance(STANDS_STILL_MS / 2);
    await this.#doAll(faults);
    // What it had locked is free now, and nobody but the others can have done it.
    await wait(Math.max(0, (isShort ? 0 : ENDED_SURELY_MS) - (performance.now() - began)));
    this.#server.clock.advance(STANDS_STILL_MS / 2);
    if (!isShort) await this.#doAll(faults);
    await wait(Math.max(0, this.stopMs - (performance.now() - began)));
    this.other.set(this.#server.clock.now()); // it reads this first when it goes on
    this.other.resume();
    return { rowsChanged, heldRows };
  }

  /** What changes or locks a row has a number of its own; the instance that works on does nothing by now. */
  async #standsInTransaction(): Promise<boolean> {
    const standing = await this.#server.sql(
      `select from pg_stat_activity
       where datname = $1 and usename = 'tallenne_app' and state like 'idle in transaction%' and backend_xid is not null`,
      [this.#server.database.name],
    );
    return standing.length > 0;
  }

  async #doAll(faults: string[]): Promise<void> {
    for (const job of this.jobs.keys()) faults.push(...faultIn(job, await orWaits(this.#here(job))));
  }

  /** What PostgreSQL does to a session that stands still in a transaction; only the instance that stands still has one. */
  async #endStanding(): Promise<void> {
    await this.#server.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = $1 and usename = 'tallenne_app' and state like 'idle in transaction%'`,
      [this.#server.database.name],
    );
  }

  #here(name: string): Promise<string> {
    const job = this.jobs.get(name);
    return job
      ? job().then(
          () => 'done',
          (error: unknown) => `failed ${error instanceof Error ? error.name : ''}`,
        )
      : Promise.resolve('unknown');
  }
}

/** Nothing explains anything but `done` of a job that is alone. */
export function faultAlone(job: string, said: string): string[] {
  return said === 'done' ? [] : [`${job} ${said}, alone on a quiet instance`];
}

/** A job that fails is tried again at the next look; one that never ends, or ends its process, is a fault. */
function faultIn(job: string, said: string): string[] {
  return said === 'waits' || said === 'gone' || said === 'unknown' ? [`${job} ${said}`] : [];
}

function orWaits(job: Promise<string>): Promise<string> {
  return Promise.race([job, wait(PATIENCE_MS, 'waits', { ref: false })]);
}
