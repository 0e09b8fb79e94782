import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { heldShare, kneeOf, nextShare, type Tried } from '../../bench/harness/knee.js';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { inParallel } from '../support/in-parallel.js';
import { makeFolders } from '../kill/scanner.js';
import { endPostmaster, prepareAccounts, type RunFolders } from '../kill/server-process.js';
import { type Faults, lookAtCustody, lookAtFolders } from './custody-sample.js';
import { assertRoom, diskNeedBytes, usedBytes } from './disk.js';
import { type Figures, type Kind, KINDS } from './latencies.js';
import { Listeners, signInAt } from './listeners.js';
import { Load, type Rates } from './load.js';
import { Connections } from './requests.js';
import { SoakCalls } from './soak-calls.js';
import { SoakServer } from './soak-server.js';
import { growthOf, type Sample, steadinessOf } from './verdict.js';
import { readVitals } from './vitals.js';
import { Ways } from './ways.js';

/** There must be something to hear before anybody comes. */
const STOCK = 300;
const STOCK_WIDTH = 4;
/** A step is borne where its slowest hundredth waits no longer, nothing fails or is refused, and nothing piles up. */
const PATIENCE_MS = 1000;
/** Where others hold the machine up: so many times as long as with next to no load. */
const QUIET_TIMES = 3;
/** What the machine answers next to no load with is seen in so much of what is asked. */
const QUIET_SHARE = 0.01;
const PILE_SECONDS = 2;
const DRAINED_WITHIN_MS = 180_000;
const SAY_EVERY_MS = 60_000;

export interface SoakOptions {
  readonly minutes: number;
  readonly rates: Rates;
  readonly seed: number;
  /** How long each step towards the knee lasts. */
  readonly stepSeconds: number;
  readonly sampleSeconds: number;
  /** How often the heap is collected, so that what is held is seen; 0 is never. */
  readonly collectSeconds: number;
  readonly onProgress: (line: string) => void;
  /** Each look of the hold as it is made, so that what was seen before a sudden end is not lost. */
  readonly onSample: (sample: Sample) => void;
  readonly signal?: AbortSignal;
}

/** A share of the asked load that was tried, and what came of it. */
export interface Step extends Tried {
  readonly p99Ms: Readonly<Record<Kind, number>>;
  readonly left: number;
  readonly errors: Readonly<Record<string, number>>;
}

export type SoakReport = Awaited<ReturnType<Soak['report']>>;

/** Holds a real server under an open-loop load for a long time and looks whether it stays as it was. @throws where the disk is too small */
export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const needBytes = diskNeedBytes(options.rates, options.minutes, STOCK);
  await assertRoom(needBytes);
  const folders = await makeFolders();
  const soak = new Soak(options, folders);
  try {
    await soak.execute();
    return await soak.report(needBytes);
  } finally {
    await soak.end();
    await rm(join(folders.data, '..'), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What is there once the server runs. */
interface House {
  readonly server: SoakServer;
  readonly people: Listeners;
  readonly connections: Connections;
  readonly ways: Ways;
}

class Soak {
  readonly #calls = new SoakCalls();
  readonly #steps: Step[] = [];
  readonly #samples: Sample[] = [];
  readonly #lastsMs: number;
  readonly #hold: Load;
  #house: House | undefined;
  #heldMs = 0;
  #tries = 0;
  #patienceMs = PATIENCE_MS;
  #rates: Rates;
  #maker = { utilization: 0, latestMs: 0 };

  constructor(
    private readonly options: SoakOptions,
    private readonly folders: RunFolders,
  ) {
    this.#lastsMs = options.minutes * 60_000;
    this.#rates = options.rates;
    this.#hold = new Load(this.#works, this.#lastsMs, `${options.seed}/hold`);
  }

  async execute(): Promise<void> {
    this.#house = await this.#open();
    await this.#stock();
    this.#house.people.stayIn();
    await this.#climb();
    await this.#holdOn();
  }

  async end(): Promise<void> {
    this.#house?.people.stop();
    this.#house?.connections.close();
    await this.#house?.server.stop();
    await endPostmaster(this.folders, 'SIGINT');
  }

  /** Looks after the load at what was kept, while the server runs and after it has stopped. */
  async report(needBytes: number) {
    const { server, people, connections, ways } = this.#here;
    this.options.onProgress('the load is over; looking at what was kept');
    const { custody, faults } = await lookAtCustody(this.folders, await this.#looked(), this.options.seed);
    people.stop();
    const used = await usedBytes(this.folders);
    await server.stop();
    const folders = await lookAtFolders(this.folders, this.#calls, this.options.seed);
    const { latencies, errors, counts, failed, refused, shed, latestMs } = this.#hold;
    return {
      ...{ seed: this.options.seed, minutes: this.#heldMs / 60_000, wholeMinutes: this.options.minutes },
      ...{ asked: this.options.rates, held: this.#rates, share: this.#share, knee: kneeOf(this.#steps) },
      ...{ collectSeconds: this.options.collectSeconds, sampleSeconds: this.options.sampleSeconds },
      steps: this.#steps,
      patienceMs: this.#patienceMs,
      done: { ...counts, failed, refused, shed, bytesHeard: ways.bytes, recordings: this.#calls.taken.length },
      errors: errors.toJSON(),
      sessions: { renewals: people.renewals, failures: people.failures },
      /** This process: what of the latencies may be its own. */
      maker: { ...this.#maker, latestMs, connectionsAgain: connections.again },
      latencies: latencies.whole,
      growth: growthOf(this.#samples, this.#heldMs),
      steadiness: steadinessOf(this.#samples, latencies.quarters, this.#heldMs),
      disk: { needBytes, usedBytes: Object.values(used).reduce((sum, bytes) => sum + bytes, 0), parts: used },
      custody: { ...custody, scannedBytes: folders.scannedBytes },
      /** Everything in it must be empty. */
      faults: { ...faults, ...folders.faults } as Faults,
      samples: this.#samples,
    };
  }

  get #here(): House {
    if (!this.#house) throw new Error('the server does not run');
    return this.#house;
  }

  get #share(): number {
    return heldShare(this.#steps);
  }

  get #works() {
    const works = () => this.#here.ways.works;
    return {
      playbacks: (...given) => works().playbacks(...given),
      ingests: (...given) => works().ingests(...given),
      searches: (...given) => works().searches(...given),
    } satisfies Ways['works'];
  }

  async #open(): Promise<House> {
    const ingestToken = await prepareAccounts(this.folders);
    const { collectSeconds, sampleSeconds } = this.options;
    const collectEvery = collectSeconds === 0 ? 0 : Math.max(1, Math.round(collectSeconds / sampleSeconds));
    const server = await SoakServer.start(this.folders, collectEvery);
    const people = await Listeners.signIn(server.url);
    const connections = new Connections(server.url);
    const ways = new Ways(connections, people, ingestToken, this.#calls);
    return { server, people, connections, ways };
  }

  async #stock(): Promise<void> {
    const random = new SeededRandom(`${this.options.seed}/stock`);
    await inParallel(Array.from({ length: STOCK }), STOCK_WIDTH, () => this.#here.ways.ingest(random, () => undefined));
    this.options.onProgress(`${STOCK} recordings are there`);
  }

  /** Upwards to what is asked, or to the knee. */
  async #climb(): Promise<void> {
    const quiet = await this.#try(QUIET_SHARE);
    this.#patienceMs = Math.max(PATIENCE_MS, QUIET_TIMES * slowest(quiet));
    this.options.onProgress(
      `with next to no load p99 is ${slowest(quiet).toFixed(0)} ms; a step is borne up to ${this.#patienceMs.toFixed(0)} ms`,
    );
    for (let share = nextShare(this.#steps); share !== null && !this.#isAborted; share = nextShare(this.#steps)) {
      const once = await this.#try(share);
      const step = once.borne ? once : await this.#try(share); // others on the machine may have held it up
      this.#steps.push(step);
      this.options.onProgress(
        `${percent(share)} of the load is ${step.borne ? '' : 'not '}borne: p99 ${slowest(step).toFixed(0)} ms, ${step.left} left, ${JSON.stringify(step.errors)}`,
      );
    }
    this.#rates = timesShare(this.options.rates, this.#share);
    const held = this.#share === 1 ? 'all of it' : `${percent(this.#share)}, which is 70 % of the knee`;
    this.options.onProgress(`holding ${held}: ${ratesInWords(this.#rates)}`);
  }

  async #try(share: number): Promise<Step> {
    const rates = timesShare(this.options.rates, share);
    const lastsMs = this.options.stepSeconds * 1000;
    const load = new Load(this.#works, lastsMs, `${this.options.seed}/step-${this.#tries++}`);
    await load.run(rates, this.options.signal);
    const left = load.inFlight;
    await this.#drain(load);
    const figures = load.latencies.whole;
    const perSecond = rates.playbacks + rates.ingests + rates.searches;
    const p99Ms = ofKinds(figures, ({ p99Ms }) => p99Ms);
    const isQuick = Object.values(p99Ms).every(ms => ms <= this.#patienceMs);
    const borne =
      isQuick && load.failed + load.refused === 0 && load.shed === 0 && left <= Math.max(4, perSecond * PILE_SECONDS);
    return { share, borne, p99Ms, left, errors: load.errors.toJSON() };
  }

  /** A step that was too much must not be felt in the next one. */
  async #drain(load: Load): Promise<void> {
    await Promise.race([load.settle(), sleep(DRAINED_WITHIN_MS, null, { ref: false })]);
    if (load.inFlight > 0) throw new Error(`${load.inFlight} requests were not answered within three minutes`);
  }

  async #holdOn(): Promise<void> {
    const beganMs = performance.now();
    const busy = performance.eventLoopUtilization();
    const over = new AbortController();
    const { signal = over.signal } = this.options;
    const looking = this.#lookOn(beganMs, over.signal);
    try {
      await Promise.race([this.#hold.run(this.#rates, AbortSignal.any([signal, over.signal])), looking]);
    } finally {
      over.abort();
    }
    await looking;
    this.#heldMs = performance.now() - beganMs;
    this.#maker.utilization = performance.eventLoopUtilization(busy).utilization;
    await this.#drain(this.#hold);
  }

  /** @throws when the server has ended */
  async #lookOn(beganMs: number, ended: AbortSignal): Promise<void> {
    const everyMs = this.options.sampleSeconds * 1000;
    for (let number = 1; ; number += 1) {
      await sleep(Math.max(0, beganMs + number * everyMs - performance.now()), null, { signal: ended }).catch(
        () => null,
      );
      if (ended.aborted) return;
      const vitals = await readVitals(this.#here.server, this.folders);
      const atMs = performance.now() - beganMs;
      const sample = { atMs, vitals, latencies: this.#hold.latencies.takeRecent() };
      this.#samples.push(sample);
      this.options.onSample(sample);
      if (Math.floor(atMs / SAY_EVERY_MS) > Math.floor((atMs - everyMs) / SAY_EVERY_MS)) this.#sayHow();
    }
  }

  #sayHow(): void {
    const sample = this.#samples.at(-1);
    if (!sample) return;
    const { atMs, vitals, latencies } = sample;
    const p99 = KINDS.map(kind => `${kind} ${latencies[kind].p99Ms.toFixed(0)}`).join(', ');
    const mib = (bytes: number) => Math.round(bytes / 1024 ** 2);
    const { failed, refused, shed } = this.#hold;
    this.options.onProgress(
      `${(atMs / 60_000).toFixed(0)} min: p99 ms ${p99}; RSS ${mib(vitals.rss)} MiB, PostgreSQL ${mib(vitals.postgres.anonymousSum)} MiB, ${vitals.handles} handles; ${failed} failed, ${refused} refused, ${shed} not sent; load ${vitals.load.toFixed(1)}`,
    );
  }

  async #looked() {
    const { server, ways } = this.#here;
    return { calls: this.#calls, ways, auditor: await signInAt(server.url, 'aila.auditoija') };
  }

  get #isAborted(): boolean {
    return this.options.signal?.aborted === true;
  }
}

function timesShare({ playbacks, ingests, searches }: Rates, share: number): Rates {
  return { playbacks: playbacks * share, ingests: ingests * share, searches: searches * share };
}

function ratesInWords({ playbacks, ingests, searches }: Rates): string {
  return `${playbacks.toFixed(1)} playbacks, ${ingests.toFixed(1)} ingests, ${searches.toFixed(1)} searches a second`;
}

function slowest({ p99Ms }: Step): number {
  return Math.max(...Object.values(p99Ms));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

function ofKinds<Value>(figures: Record<Kind, Figures>, take: (figures: Figures) => Value): Record<Kind, Value> {
  return Object.fromEntries(KINDS.map(kind => [kind, take(figures[kind])])) as Record<Kind, Value>; // every kind is in KINDS
}
