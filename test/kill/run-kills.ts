import { chmod, mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import type { SoftwareAuthenticator } from '../support/authenticator.js';
import { Client } from '../support/client.js';
import { inParallel } from '../support/in-parallel.js';
import { authenticatorAt, pageOriginOf, signInWithPasskey } from '../support/second-factor.js';
import { extentEvents, filesHolding, keysNotOpened, lostAmong, notListed, unrecorded } from './checks.js';
import { type Acknowledged, Ledger } from './ledger.js';
import { RecordedCalls } from './recorded-calls.js';
import { endPostmaster, prepareAccounts, type RunFolders, ServerProcess, verifyLog } from './server-process.js';
import { CLIENTS, type Callers, deliver, Traffic } from './traffic.js';

const EARLIEST_MS = 50;
const LATEST_MS = 2000;
const POSTMASTER_SHARE = 0.3;
const REPEATED = 3;
const SIGN_IN_AGAIN_MS = 8 * 60_000;
const REPORT_EVERY = 10;
const VERIFY_EVERY = 10;

export interface KillOptions {
  readonly kills: number;
  /** The same seed kills after the same times and asks for the same things; the interleaving is the machine's. */
  readonly seed: number;
  readonly onProgress: (line: string) => void;
  /** Ends the run early, cleanly. */
  readonly signal?: AbortSignal;
}

/** What a run came to. Everything in `faults` must be empty. */
export type KillReport = ReturnType<KillRun['report']>;

/** Kills the real server again and again under load, and looks after each start whether anything was lost or leaked. */
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
  readonly #ledger = new Ledger();
  readonly #began = performance.now();
  readonly #authenticators = new Map<string, SoftwareAuthenticator>();
  readonly #faults = {
    lost: [] as string[],
    otherIds: [] as string[],
    notListed: [] as string[],
    bytesWithoutEvent: [] as string[],
    plaintext: [] as string[],
    keysNotOpened: [] as string[],
    log: [] as string[],
  };
  readonly #counts = {
    kills: 0,
    postmasterKills: 0,
    withDeliveriesInFlight: 0,
    withPlaybacksInFlight: 0,
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
  #ingestToken = '';
  #tokens: { readonly byName: ReadonlyMap<string, string>; readonly atMs: number } | undefined;
  #scannedAtMs = 0;
  #blobs = 0;

  constructor(options: KillOptions, folders: RunFolders) {
    this.#options = options;
    this.#folders = folders;
    this.#random = new SeededRandom(options.seed);
  }

  async execute(): Promise<void> {
    await this.#checkScanner();
    this.#ingestToken = await prepareAccounts(this.#folders);
    this.#server = await ServerProcess.start(this.#folders);
    for (let round = 1; round <= this.#options.kills && this.#options.signal?.aborted !== true; round += 1) {
      await this.#round(this.#server, round);
      if (round % REPORT_EVERY === 0) this.#options.onProgress(this.#progress());
    }
    await this.#lastLook();
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
      orphanBlobs: this.#blobs - acknowledged.length,
      restartMs: { median: Math.round(sorted[sorted.length >> 1] ?? 0), longest: Math.round(sorted.at(-1) ?? 0) },
      faults: { ...this.#faults, unexpected },
    };
  }

  async #round(server: ServerProcess, round: number): Promise<void> {
    const from = new Date(Date.now() - 1000);
    const before = { acknowledged: this.#ledger.acknowledged.length, received: this.#ledger.received.length };
    await this.#trafficUntilKilled(server, round);
    const ofRound = this.#ledger.acknowledged.slice(before.acknowledged);
    await this.#checkFolders(ofRound);
    const startedAtMs = performance.now();
    this.#server = await ServerProcess.start(this.#folders);
    this.#restartMs.push(performance.now() - startedAtMs);
    const callers = await this.#callers(this.#server);
    await this.#repeatDeliveries(callers, ofRound);
    await this.#checkPlayback(callers, this.#ledger.acknowledged.slice(before.acknowledged));
    await this.#checkEvents(from, before.received);
    await this.#checkLog(round % VERIFY_EVERY === 0);
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
    const traffic = new Traffic(await this.#callers(server), this.#calls, this.#ledger);
    const delayMs = this.#random.between(EARLIEST_MS, LATEST_MS);
    const postmaster = this.#random.chance(POSTMASTER_SHARE);
    const postmasterFirst = this.#random.chance(0.5);
    const running = traffic.run(`${this.#options.seed}/${round}`);
    await sleep(delayMs);
    traffic.stop();
    const { deliveries, playbacks } = traffic.inFlight;
    if (postmaster && postmasterFirst) await endPostmaster(this.#folders, 'SIGKILL');
    await server.kill();
    if (postmaster && !postmasterFirst) await endPostmaster(this.#folders, 'SIGKILL');
    await running;
    this.#counts.kills += 1;
    this.#counts.postmasterKills += postmaster ? 1 : 0;
    this.#counts.withDeliveriesInFlight += deliveries > 0 ? 1 : 0;
    this.#counts.withPlaybacksInFlight += playbacks > 0 ? 1 : 0;
  }

  /** While nothing serves: what lies on the disk, and whether the keys of what was acknowledged open. */
  async #checkFolders(ofRound: readonly Acknowledged[]): Promise<void> {
    await this.#scan();
    this.#counts.stagedLeft = (await readdir(join(this.#folders.blobs, 'staging'))).length;
    this.#faults.keysNotOpened.push(...(await keysNotOpened(ofRound, this.#folders)));
  }

  /** The telephone system asks again about what it got no answer to, and now and then about what it did. */
  async #repeatDeliveries({ ingest }: Callers, ofRound: readonly Acknowledged[]): Promise<void> {
    const { inDoubt, acknowledged } = this.#ledger;
    const taken = await inParallel(inDoubt.splice(0), CLIENTS, call => deliver(ingest, this.#calls, call));
    acknowledged.push(...taken);
    this.#counts.inDoubt += taken.length;
    this.#counts.inDoubtButFiled += taken.filter(({ isNew }) => !isNew).length;
    for (const call of ofRound.slice(-REPEATED)) {
      const again = await deliver(ingest, this.#calls, call);
      if (again.isNew || again.id !== call.id) this.#faults.otherIds.push(call.id);
    }
  }

  async #checkPlayback(callers: Callers, calls: readonly Acknowledged[]): Promise<void> {
    const lost = await lostAmong(calls, callers, this.#calls, this.#ledger);
    this.#faults.lost.push(...lost);
    this.#counts.playedBackIdentical += calls.length - lost.length;
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
    const from = new Date(Date.now() - 1000);
    const before = this.#ledger.received.length;
    this.#counts.playedBackIdentical = 0;
    await this.#checkPlayback(await this.#callers(this.#server), this.#ledger.acknowledged);
    await this.#checkEvents(from, before);
    this.#faults.notListed.push(...(await notListed(this.#ledger.acknowledged, await this.#person('liisa.lupa'))));
    await this.#checkLog(true);
    await this.#server.stop();
    this.#scannedAtMs = 0;
    await this.#scan();
    const names = await readdir(this.#folders.blobs, { recursive: true });
    this.#blobs = names.filter(name => /^[0-9a-f]{2}\/[0-9a-f-]{36}$/.test(name)).length;
  }

  async #scan(): Promise<void> {
    const sinceMs = this.#scannedAtMs;
    this.#scannedAtMs = Date.now() - 1000;
    const { data, keys, temporary } = this.#folders;
    const { found, bytes } = await filesHolding(this.#calls.markers, [data, keys, temporary], sinceMs);
    this.#faults.plaintext.push(...found);
    this.#counts.scannedBytes += bytes;
  }

  /** A scanner that finds nothing proves nothing: first it must find what is there. */
  async #checkScanner(): Promise<void> {
    const decoy = join(this.#folders.temporary, 'decoy');
    await writeFile(decoy, this.#calls.audioOf({ serial: 0, dataBytes: 64_000, endedAt: new Date(0) }));
    const { found } = await filesHolding(this.#calls.markers, [this.#folders.temporary]);
    await rm(decoy);
    if (found.length !== 1) throw new Error('the scanner does not find what it looks for');
  }

  async #callers({ url }: ServerProcess): Promise<Callers> {
    const reference = 'INC-1';
    const listeners = [
      { client: await this.#person('liisa.lupa'), purpose: { purpose: 'service-development', reference } },
      { client: await this.#person('risto.reklamaatio'), purpose: { purpose: 'complaint', reference } },
      { client: await this.#person('kirsi.koulu'), purpose: { purpose: 'internal-training' } },
    ];
    return { url, listeners, ingest: new Client(url, this.#ingestToken) };
  }

  /** Sessions outlive the server, so people sign in anew only before their token ends. */
  async #person(name: string): Promise<Client> {
    const url = this.#server?.url ?? '';
    if (!this.#tokens || Date.now() - this.#tokens.atMs > SIGN_IN_AGAIN_MS) {
      const byName = new Map<string, string>();
      for (const person of PEOPLE) byName.set(person, await this.#signIn(url, person));
      this.#tokens = { byName, atMs: Date.now() };
    }
    return new Client(url, this.#tokens.byName.get(name));
  }

  /** The passkey of each person outlives the server as the sessions do; the address of its pages does not. */
  async #signIn(url: string, username: string): Promise<string> {
    const authenticator = this.#authenticators.get(username) ?? authenticatorAt(url);
    this.#authenticators.set(username, authenticator);
    authenticator.origin = pageOriginOf(url);
    const person = { username, password: DEMO_PASSWORD, authenticator };
    return (await signInWithPasskey(new Client(url), person)).token;
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

const PEOPLE = ['liisa.lupa', 'risto.reklamaatio', 'kirsi.koulu', 'aila.auditoija'];

/** Folders above the data folder must let PostgreSQL's own user through when the run is root's. */
async function makeFolders(): Promise<RunFolders> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'tallenne-kill-')));
  await chmod(root, 0o711);
  const temporary = join(root, 'temporary');
  await mkdir(temporary);
  const data = join(root, 'data');
  return { data, keys: join(root, 'keys'), blobs: join(data, 'blobs'), temporary };
}
