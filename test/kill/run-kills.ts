import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { dueOn, RULE_IN_FORCE } from '../../src/kernel/retention-rule.js';
import type { Client } from '../support/client.js';
import { inParallel } from '../support/in-parallel.js';
import { extentEvents, keysNotOpened, lostAmong, notListed, unrecorded } from './checks.js';
import { type Acknowledged, Ledger, surelyThrough } from './ledger.js';
import { lookAfter } from './look-after.js';
import { People } from './people.js';
import { RecordedCalls } from './recorded-calls.js';
import { makeFolders, Scanner, type Scanned } from './scanner.js';
import { endPostmaster, prepareAccounts, type RunFolders, ServerProcess, verifyLog } from './server-process.js';
import { step } from './step.js';
import { CLIENTS, type Callers, deliver, type EndingDay, Traffic } from './traffic.js';

const EARLIEST_MS = 50;
const LATEST_MS = 2000;
const SLOW_MS = 20_000;
const POSTMASTER_SHARE = 0.3;
const REPEATED = 3;
const MIDNIGHT_SHARE = 0.5;
/** So long before midnight people sign in whose work it interrupts. */
const BEFORE_MIDNIGHT_MS = 150_000;
const DAY_AND_MORE_MS = 25 * 3_600_000;
const VERIFY_EVERY = 10;

export interface KillOptions {
  readonly kills: number;
  /** The same seed kills after the same times and asks for the same things; the interleaving is the machine's. */
  readonly seed: number | string;
  readonly onProgress: (line: string) => void;
  /** Ends the run early, cleanly. */
  readonly signal?: AbortSignal;
}

/** What a run came to. Everything in `faults` must be empty. */
export type KillReport = ReturnType<KillRun['report']>;

/**
 * Kills the real server again and again under load, every other time while a day ends and is purged, and looks after each start
 * whether anything was lost, came back or leaked.
 */
export async function runKills(options: KillOptions): Promise<KillReport> {
  const folders = await makeFolders();
  const run = new KillRun(options, folders);
  try {
    await run.execute();
    return run.report();
  } finally {
    await run.end();
    await rm(join(folders.data, '..'), { recursive: true, force: true });
  }
}

class KillRun {
  readonly #options: KillOptions;
  readonly #folders: RunFolders;
  readonly #random: SeededRandom;
  readonly #calls = new RecordedCalls();
  readonly #scanner: Scanner;
  readonly #ledger = new Ledger();
  readonly #began = performance.now();
  readonly #faults = {
    lost: [] as string[],
    otherIds: [] as string[],
    notListed: [] as string[],
    bytesWithoutEvent: [] as string[],
    plaintext: [] as string[],
    keysNotOpened: [] as string[],
    log: [] as string[],
    custody: [] as string[],
    missing: [] as string[],
    notGone: [] as string[],
    holds: [] as string[],
    doubles: [] as string[],
  };
  readonly #counts = {
    kills: 0,
    postmasterKills: 0,
    withDeliveriesInFlight: 0,
    withPlaybacksInFlight: 0,
    withHoldsInFlight: 0,
    midnights: 0,
    kept: 0,
    gone: 0,
    inDoubt: 0,
    inDoubtButFiled: 0,
    extentsChecked: 0,
    playedBackIdentical: 0,
    stagedLeft: 0,
    scannedBytes: 0,
    logsVerified: 0,
  };
  readonly #restartMs: number[] = [];
  #server: ServerProcess | undefined;
  #people: People | undefined;
  #blobs = 0;

  constructor(options: KillOptions, folders: RunFolders) {
    this.#options = options;
    this.#folders = folders;
    this.#scanner = new Scanner(folders, this.#calls.markers);
    this.#random = new SeededRandom(options.seed);
  }

  async execute(): Promise<void> {
    await this.#scanner.check();
    this.#people = new People(this.#ledger, await this.#step('making accounts', prepareAccounts(this.#folders)));
    this.#server = await this.#start();
    for (let round = 1; round <= this.#options.kills && this.#options.signal?.aborted !== true; round += 1) {
      await this.#round(this.#server, round);
      this.#options.onProgress(this.#progress());
    }
    await this.#step('the last look', this.#lastLook());
  }

  #step<T>(name: string, work: Promise<T>): Promise<T> {
    return step(name, this.#folders, work);
  }

  /** Stops what still runs: the server in order, and the PostgreSQL that a killed one has left. */
  async end(): Promise<void> {
    await this.#server?.stop();
    await endPostmaster(this.#folders, 'SIGINT');
  }

  report() {
    const { acknowledged, unexpected, counts } = this.#ledger;
    const sorted = this.#restartMs.toSorted((one, other) => one - other);
    return {
      seed: this.#options.seed,
      clients: CLIENTS,
      seconds: Math.round((performance.now() - this.#began) / 1000),
      ...this.#counts,
      acknowledged: acknowledged.length,
      ...counts,
      blobsAtTheEnd: this.#blobs,
      refusedAtMidnight: this.#ledger.over,
      restartMs: { median: Math.round(sorted[sorted.length >> 1] ?? 0), longest: Math.round(sorted.at(-1) ?? 0) },
      faults: { ...this.#faults, unexpected },
    };
  }

  async #round(server: ServerProcess, round: number): Promise<void> {
    const from = new Date(this.#ledger.now().getTime() - 1000);
    const before = { acknowledged: this.#ledger.acknowledged.length, received: this.#ledger.received.length };
    await this.#step(`traffic ${round}`, this.#trafficUntilKilled(server, round));
    const ofRound = this.#ledger.acknowledged.slice(before.acknowledged);
    const kept = ofRound.filter(call => !call.hold && this.#isKept(call));
    await this.#step(`the look at folders ${round}`, this.#checkFolders(kept));
    const startedAtMs = performance.now();
    this.#server = await this.#start();
    this.#restartMs.push(performance.now() - startedAtMs);
    await this.#step(`the look at the database ${round}`, this.#lookAfter(false));
    const callers = await this.#step(`signing in ${round}`, this.#callers(this.#server));
    const repeatable = ofRound.filter(call => call.dueOn >= this.#today);
    await this.#step(`repeated deliveries ${round}`, this.#repeatDeliveries(callers, repeatable));
    const calls = this.#ledger.acknowledged.slice(before.acknowledged);
    await this.#step(`playback ${round}`, this.#checkPlayback(callers, calls));
    await this.#step(`events ${round}`, this.#checkEvents(from, before.received));
    await this.#step(`the log ${round}`, this.#checkLog(round % VERIFY_EVERY === 0));
  }

  get #today() {
    return helsinkiDay(this.#ledger.now());
  }

  #isKept(call: Acknowledged): boolean {
    return surelyThrough(call) >= this.#today;
  }

  /** At the time at which the last life ended. */
  #start(): Promise<ServerProcess> {
    return ServerProcess.startAhead(this.#folders, this.#ledger.aheadMs);
  }

  /** How many requests of the clients were answered so far. */
  get #answered(): number {
    const { acknowledged, counts } = this.#ledger;
    return acknowledged.length + counts.playbacks + counts.requested + counts.approved + counts.released;
  }

  /** On a busy machine nothing may be under way yet that a kill could break. */
  async #untilAnswered(before: number): Promise<void> {
    for (let waitedMs = 0; waitedMs < SLOW_MS && this.#answered - before < CLIENTS; waitedMs += 20) await sleep(20);
  }

  /** Shortly before the end of the day, so that sessions begin before it. */
  async #setTowardsMidnight(server: ServerProcess): Promise<void> {
    this.#ledger.aheadMs += this.#untilMidnightMs() - BEFORE_MIDNIGHT_MS;
    await server.order(`set ${this.#ledger.aheadMs}`);
  }

  #untilMidnightMs(): number {
    return startOfDay(addDays(this.#today, 1)).getTime() - this.#ledger.now().getTime();
  }

  async #lookAfter(reconciled: boolean): Promise<void> {
    const looked = await lookAfter(this.#folders, this.#ledger, name => this.#person(name), { reconciled });
    for (const kind of ['custody', 'missing', 'notGone', 'holds', 'doubles'] as const)
      this.#faults[kind].push(...looked[kind]);
    this.#counts.kept = looked.kept;
    this.#counts.gone = looked.gone;
  }

  /** No crash may leave the log other than it was written, or playback closed. */
  async #checkLog(wholly: boolean): Promise<void> {
    const auditor = await this.#person('aila.auditoija');
    const [alarms, state] = [await auditor.get('/audit/alarms'), await auditor.get('/audit/log')];
    this.#faults.log.push(...(alarms.body.items as { kind: string }[]).map(({ kind }) => `alarm ${kind}`));
    const closed = (state.body.closedBecause as string[]).filter(because => because !== 'late');
    this.#faults.log.push(...closed.map(because => `closed because ${because}`));
    if (!wholly) return;
    const found = await verifyLog(this.#folders);
    this.#counts.logsVerified += 1;
    if (found !== null) this.#faults.log.push(found);
  }

  async #trafficUntilKilled(server: ServerProcess, round: number): Promise<void> {
    const isMidnight = this.#random.chance(MIDNIGHT_SHARE);
    if (isMidnight) await this.#setTowardsMidnight(server);
    const callers = await this.#callers(server);
    const delayMs = this.#random.between(EARLIEST_MS, LATEST_MS);
    const midnightAfterMs = this.#random.between(0, delayMs);
    const postmaster = this.#random.chance(POSTMASTER_SHARE);
    const postmasterFirst = this.#random.chance(0.5);
    const ends = isMidnight ? await this.#setBeforeMidnight(server, midnightAfterMs) : null;
    const traffic = new Traffic(callers, this.#calls, this.#ledger, ends);
    const answered = this.#answered;
    const running = traffic.run(`${this.#options.seed}/${round}`);
    if (ends !== null) void sleep(midnightAfterMs + 1).then(() => server.order('purge').catch(() => undefined));
    await sleep(delayMs);
    await this.#untilAnswered(answered);
    traffic.stop();
    const { deliveries, playbacks, holds } = traffic.inFlight;
    if (postmaster && postmasterFirst) await endPostmaster(this.#folders, 'SIGKILL');
    await server.kill();
    if (postmaster && !postmasterFirst) await endPostmaster(this.#folders, 'SIGKILL');
    await running;
    this.#counts.kills += 1;
    this.#counts.postmasterKills += postmaster ? 1 : 0;
    this.#counts.midnights += ends === null ? 0 : 1;
    this.#counts.withDeliveriesInFlight += deliveries > 0 ? 1 : 0;
    this.#counts.withPlaybacksInFlight += playbacks > 0 ? 1 : 0;
    this.#counts.withHoldsInFlight += holds > 0 ? 1 : 0;
  }

  /** Sets the clock so that the day ends so soon; null where it has ended already, on a very slow machine. */
  async #setBeforeMidnight(server: ServerProcess, withinMs: number): Promise<EndingDay> {
    const untilMs = this.#untilMidnightMs();
    if (untilMs > BEFORE_MIDNIGHT_MS) return null;
    this.#ledger.aheadMs += untilMs - withinMs;
    await server.order(`set ${this.#ledger.aheadMs}`);
    return helsinkiDay(new Date(this.#ledger.now().getTime() - 60_000));
  }

  /** While nothing serves: what lies on the disk, and whether the keys of what was acknowledged open. */
  async #checkFolders(ofRound: readonly Acknowledged[]): Promise<void> {
    this.#note(await this.#scanner.scan());
    this.#counts.stagedLeft = (await readdir(join(this.#folders.blobs, 'staging'))).length;
    this.#faults.keysNotOpened.push(...(await keysNotOpened(ofRound, this.#folders)));
  }

  /** The telephone system asks again about what it got no answer to, and now and then about what it did. */
  async #repeatDeliveries({ ingest }: Callers, ofRound: readonly Acknowledged[]): Promise<void> {
    const { inDoubt, acknowledged } = this.#ledger;
    const taken = await inParallel(
      inDoubt.splice(0).filter(call => dueOn(call.endedAt, RULE_IN_FORCE) >= this.#today),
      CLIENTS,
      call => deliver(ingest, this.#calls, call),
    );
    acknowledged.push(...taken);
    this.#counts.inDoubt += taken.length;
    this.#counts.inDoubtButFiled += taken.filter(({ isNew }) => !isNew).length;
    for (const call of ofRound.slice(-REPEATED)) {
      const again = await deliver(ingest, this.#calls, call);
      if (again.isNew || again.id !== call.id) this.#faults.otherIds.push(call.id);
    }
  }

  async #checkPlayback(callers: Callers, calls: readonly Acknowledged[]): Promise<void> {
    const heard = calls.filter(
      call => this.#isKept(call) && (call.dueOn >= this.#today || (call.hold?.said === 'active' && !call.hold.inDoubt)),
    );
    const lost = await lostAmong(heard, callers, this.#calls, this.#ledger);
    this.#faults.lost.push(...lost);
    this.#counts.playedBackIdentical += heard.length - lost.length;
  }

  async #checkEvents(from: Date, receivedBefore: number): Promise<void> {
    const received = this.#ledger.received.slice(receivedBefore);
    const events = await extentEvents(await this.#person('aila.auditoija'), from);
    this.#faults.bytesWithoutEvent.push(...unrecorded(received, events));
    this.#counts.extentsChecked += received.length;
  }

  /** Everything that was ever acknowledged, once more, and every byte of every folder. */
  async #lastLook(): Promise<void> {
    if (!this.#server) return;
    const from = new Date(this.#ledger.now().getTime() - 1000);
    const before = this.#ledger.received.length;
    await this.#checkPlayback(await this.#callers(this.#server), this.#ledger.acknowledged);
    await this.#checkEvents(from, before);
    const listed = this.#ledger.acknowledged.filter(call => call.dueOn >= this.#today);
    this.#faults.notListed.push(...(await notListed(listed, await this.#person('liisa.lupa'))));
    await this.#reconcileAll(this.#server);
    await this.#checkLog(true);
    await this.#server.stop();
    this.#note(await this.#scanner.scanAll());
    const names = await readdir(this.#folders.blobs, { recursive: true });
    this.#blobs = names.filter(name => /^[0-9a-f]{2}\/[0-9a-f-]{36}$/.test(name)).length;
  }

  #note({ found, bytes }: Scanned): void {
    this.#faults.plaintext.push(...found);
    this.#counts.scannedBytes += bytes;
  }

  /** A day and more later nothing of any crash may be left. */
  async #reconcileAll(server: ServerProcess): Promise<void> {
    this.#ledger.aheadMs += DAY_AND_MORE_MS;
    await server.order(`set ${this.#ledger.aheadMs}`);
    await server.order('purge');
    await server.order('reconcile');
    await this.#lookAfter(true);
  }

  #callers({ url }: ServerProcess): Promise<Callers> {
    if (!this.#people) throw new Error('there are no people yet');
    return this.#people.callers(url);
  }

  #person(name: string): Promise<Client> {
    if (!this.#people) throw new Error('there are no people yet');
    return this.#people.as(this.#server?.url ?? '', name);
  }

  #progress(): string {
    const { kills, postmasterKills, extentsChecked } = this.#counts;
    const faults = [...Object.values(this.#faults), this.#ledger.unexpected].reduce(
      (sum, list) => sum + list.length,
      0,
    );
    const seconds = Math.round((performance.now() - this.#began) / 1000);
    return `${kills}/${this.#options.kills} kills (${postmasterKills} with PostgreSQL), ${this.#ledger.acknowledged.length} recordings acknowledged, ${extentsChecked} extents received, ${faults} faults, ${seconds} s`;
  }
}
