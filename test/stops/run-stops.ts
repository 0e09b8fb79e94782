import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { startKeyCluster, type TestKeyCluster } from '../support/key-cluster.js';
import { Installation, type Stop } from './installation.js';
import { Lengths } from './lengths.js';

export interface StopsOptions {
  readonly cycles: number;
  readonly seed: number | string;
  /**
   * How long the instance really stands still. Of less than 20 s the test itself ends the sessions in which it stands in a transaction, as
   * PostgreSQL does after 20 s (bounded-client.ts), and 30 s pass by the clocks.
   */
  readonly seconds: number;
  /** On so many installations at once, 1 by default: what stands still costs no processor. */
  readonly atOnce?: number;
  /** Stops these jobs alone. */
  readonly jobs?: readonly string[] | undefined;
  /** Begins no further cycle after so many minutes, however many are left. */
  readonly minutes?: number | undefined;
  readonly onProgress?: (line: string) => void;
}

/** So many nights go by on one installation; the next ones begin on a new one. */
const NIGHTS = 50;
/** A job that was over before its statement came is no cycle: it is tried again, with fewer statements. */
const MOST_TRIES = 4;
/** What was found wrong stays so on its installation: it ends, and so does the run when that has happened so often. */
const MOST_FAULTY = 3;

/** How often a job was stopped, and how often of these it had changed rows by then or taken some for itself. */
export interface StoppedJob {
  readonly stopped: number;
  readonly atWork: number;
}

/** What a run came to; everything in `faults` must be empty. */
export interface StopsReport {
  readonly cycles: number;
  readonly atWork: number;
  readonly jobs: Readonly<Record<string, StoppedJob>>;
  /** Jobs that ask the database for nothing: they can't be stopped at a statement. */
  readonly silent: readonly string[];
  readonly mailsSentAgain: number;
  readonly faults: readonly string[];
}

/**
 * Stops an instance (SIGSTOP) at a statement in the middle of a job, lets another one do all jobs meanwhile, and lets the first go on
 * (SIGCONT): nothing may take effect twice. Which job comes next and at which statement follows from the seed and the number of the cycle;
 * on which installation, from which of them is free.
 */
export async function runStops(options: StopsOptions): Promise<StopsReport> {
  const cluster = await startKeyCluster();
  const run = new StopsRun(cluster, options);
  try {
    return await run.execute();
  } finally {
    await cluster.stop();
  }
}

/** A run that stopped nothing, or nobody at work, says nothing; one that was given its minutes alone may have made fewer cycles. */
export function shortfallOf(
  { stopped, atWork }: StoppedJob,
  { cycles, minutes }: Pick<StopsOptions, 'cycles' | 'minutes'>,
): string[] {
  return [
    ...(minutes === undefined && stopped < cycles ? [`${stopped} of ${cycles} cycles stopped a job`] : []),
    ...(atWork === 0 ? ['no job was stopped at work'] : []),
  ];
}

class StopsRun {
  readonly #beganMs = performance.now();
  readonly #lengths = new Lengths();
  readonly #stops: Stop[] = [];
  readonly #faults: string[] = [];
  #names: readonly string[] = [];
  #begun = 0;
  /** Cycles that are under way. */
  #open = 0;
  #faulty = 0;
  #mailsSentAgain = 0;

  constructor(
    private readonly cluster: TestKeyCluster,
    private readonly options: StopsOptions,
  ) {}

  async execute(): Promise<StopsReport> {
    const { atOnce = 1, cycles } = this.options;
    const lanes = Array.from({ length: Math.min(atOnce, cycles) }, () => this.#lane());
    for (const { reason } of (await Promise.allSettled(lanes)).filter(lane => lane.status === 'rejected'))
      this.#faults.push(`an installation failed: ${reason instanceof Error ? reason.message : String(reason)}`);
    const [stopped, atWork] = [this.#stops.length, this.#stops.filter(isAtWork).length];
    this.#faults.push(...shortfallOf({ stopped, atWork }, this.options));
    return {
      ...{ cycles: stopped, atWork, jobs: this.#ofJobs },
      silent: this.#names.filter(name => this.#lengths.isSilent(name)),
      ...{ mailsSentAgain: this.#mailsSentAgain, faults: this.#faults },
    };
  }

  /** One installation after the other, for as long as there are cycles left. */
  async #lane(): Promise<void> {
    while (this.#isLeft()) {
      const installation = await Installation.start(this.cluster, this.options.seconds * 1000);
      try {
        const { jobs } = this.options;
        this.#names = [...installation.jobs.keys()].filter(name => jobs?.includes(name) ?? true);
        for (let night = 0; night < NIGHTS && this.#isLeft(); night += 1) if (!(await this.#cycle(installation))) break;
        this.#mailsSentAgain += installation.mailsSentAgain;
      } finally {
        await installation.end();
      }
    }
  }

  #isLeft(): boolean {
    const { cycles, minutes = Infinity } = this.options;
    if (performance.now() - this.#beganMs > minutes * 60_000) return false;
    return this.#stops.length + this.#open < cycles && this.#begun < cycles * MOST_TRIES && this.#faulty < MOST_FAULTY;
  }

  /** Whether nothing was wrong. */
  async #cycle(installation: Installation): Promise<boolean> {
    const [job, cycle] = this.#next();
    this.#open += 1;
    try {
      const random = new SeededRandom(`${this.options.seed}/${cycle}`);
      const stop = await installation.cycle(job, cycle, this.#lengths, random);
      if (stop.at !== null) this.#stops.push(stop);
      const faults = stop.faults.map(fault => `cycle ${cycle}, ${job} at ${stop.at}: ${fault}`);
      this.#faults.push(...faults);
      for (const line of [`${this.#stops.length}/${this.options.cycles}: ${inWords(stop)}`, ...faults])
        this.options.onProgress?.(line);
      this.#faulty += faults.length > 0 ? 1 : 0;
      return faults.length === 0;
    } finally {
      this.#open -= 1;
    }
  }

  /** The next job that asks the database for anything, from a place in their row that the seed says. */
  #next(): readonly [string, number] {
    const offset = new SeededRandom(this.options.seed).between(0, this.#names.length - 1);
    for (;;) {
      const cycle = this.#begun++;
      const name = this.#names[(cycle + offset) % this.#names.length] ?? '';
      if (!this.#lengths.isSilent(name)) return [name, cycle];
    }
  }

  get #ofJobs(): Readonly<Record<string, StoppedJob>> {
    return Object.fromEntries(
      this.#names.map(name => {
        const stops = this.#stops.filter(({ job }) => job === name);
        return [name, { stopped: stops.length, atWork: stops.filter(isAtWork).length }];
      }),
    );
  }
}

function isAtWork({ rowsChanged, heldRows }: Stop): boolean {
  return rowsChanged > 0 || heldRows;
}

function inWords({ job, cycle, at, rowsChanged, heldRows, faults }: Stop): string {
  if (at === null) return `cycle ${cycle}, ${job} was over before, ${faults.length} faults`;
  const place = rowsChanged > 0 ? `with ${rowsChanged} rows changed` : heldRows ? 'with rows of its own' : 'looking';
  return `cycle ${cycle}, ${job} ${place}, at ${at.slice(0, 60)}, ${faults.length} faults`;
}
