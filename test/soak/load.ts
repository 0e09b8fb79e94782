import { setTimeout as sleep } from 'node:timers/promises';
import { arrivals } from '../../bench/harness/arrivals.js';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { Counts } from '../support/counts.js';
import { WrongAnswer } from './requests.js';
import { type Kind, Latencies } from './latencies.js';

export const ASKED = ['playbacks', 'ingests', 'searches'] as const;
export type Asked = (typeof ASKED)[number];
/** How many of each are due in a second, on average. */
export type Rates = Readonly<Record<Asked, number>>;

/** Notes that so far everything is here that belongs to `kind`. */
export type Note = (kind: Kind) => void;
/** Does one of them, from the first request to the last byte. */
export type Work = (random: SeededRandom, note: Note) => Promise<void>;

/** So many unanswered ones are more than any server comes back from; what is due then is not sent, and counted. */
const MOST_IN_FLIGHT = 4000;
const FINE_MS = 1;
/** Says when to ask again, and is no back-pressure: nobody took the database away. */
const OUT_OF_ORDER = ['database-away'];

/** An open-loop load: everything begins when it is due, whatever has become of what was due before. */
export class Load {
  readonly latencies: Latencies;
  readonly errors = new Counts();
  readonly counts: Record<Asked, number> = { playbacks: 0, ingests: 0, searches: 0 };
  failed = 0;
  /** Answered with 503 or 429 and when to ask again: back-pressure, unless something was out of order. */
  refused = 0;
  shed = 0;
  inFlight = 0;
  /** How late the latest began, by this process's own fault. */
  latestMs = 0;
  readonly #open = new Set<Promise<void>>();
  #beganMs = 0;

  constructor(
    private readonly works: Readonly<Record<Asked, Work>>,
    private readonly lastsMs: number,
    private readonly seed: string,
  ) {
    this.latencies = new Latencies(lastsMs);
  }

  /** Resolves when the last one is due, not when it is answered: {@link settle}. */
  async run(rates: Rates, signal?: AbortSignal): Promise<void> {
    this.#beganMs = performance.now();
    await Promise.all(ASKED.map(asked => this.#arrive(asked, rates[asked], signal)));
  }

  /** Waits for what is unanswered. */
  async settle(): Promise<void> {
    await Promise.all(this.#open);
  }

  async #arrive(asked: Asked, perSecond: number, signal?: AbortSignal): Promise<void> {
    let number = 0;
    for (const dueMs of arrivals(new SeededRandom(`${this.seed}/${asked}`), perSecond, this.lastsMs)) {
      const earlyMs = this.#beganMs + dueMs - performance.now();
      if (earlyMs > FINE_MS) await sleep(earlyMs);
      if (signal?.aborted === true) return;
      this.#begin(asked, dueMs, new SeededRandom(`${this.seed}/${asked}/${number++}`));
    }
  }

  #begin(asked: Asked, dueMs: number, random: SeededRandom): void {
    this.latestMs = Math.max(this.latestMs, this.#sinceMs(dueMs));
    if (this.inFlight >= MOST_IN_FLIGHT) {
      this.shed += 1;
      return;
    }
    this.inFlight += 1;
    const done: Promise<void> = this.#do(asked, dueMs, random).finally(() => {
      this.inFlight -= 1;
      this.#open.delete(done);
    });
    this.#open.add(done);
  }

  async #do(asked: Asked, dueMs: number, random: SeededRandom): Promise<void> {
    try {
      await this.works[asked](random, kind => {
        this.latencies.note(kind, dueMs, this.#sinceMs(dueMs));
      });
      this.counts[asked] += 1;
    } catch (error) {
      if (error instanceof WrongAnswer && error.isRefusal && !OUT_OF_ORDER.includes(error.code)) this.refused += 1;
      else this.failed += 1;
      this.errors.add(`${asked}: ${reasonOf(error)}`);
    }
  }

  #sinceMs(dueMs: number): number {
    return performance.now() - this.#beganMs - dueMs;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof WrongAnswer) return error.message;
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? String(error.code) : error.message;
}
