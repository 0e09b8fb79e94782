import { chmod, mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { endPostmaster, prepareAccounts, ServerProcess, verifyLog, type RunFolders } from '../kill/server-process.js';
import { custodyOf, imbalances, readDayBook, type DayBook } from './balance.js';
import { CallDropper } from './drop-calls.js';
import { BlobDisk } from './full-disk.js';

const DISK_MEBIBYTES = 512;
const EMPTY_WITHIN_MS = 15 * 60_000;

export interface DeskDayOptions {
  readonly calls: number;
  /** The same seed drops the same calls in the same bursts; the interleaving is the machine's. */
  readonly seed: number;
  readonly killEveryMs: number;
  /** How long the disk is full, once, in the midst of the day. */
  readonly diskFullMs: number;
  /** How long audio waits for its sidecar. */
  readonly waitMs: number;
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal;
}

export type DeskDayReport = Awaited<ReturnType<DeskDay['report']>>;

/** A day of a busy desk on a real server that watches a folder, is killed again and again and has its disk filled. */
export async function runDeskDay(options: DeskDayOptions): Promise<DeskDayReport> {
  const { folders, inbox, disk } = await makeFolders(options);
  const day = new DeskDay(options, folders, inbox, disk);
  try {
    await day.execute();
    return await day.report();
  } finally {
    await day.end();
    await disk.unmount();
    await rm(join(folders.data, '..'), { recursive: true, force: true, maxRetries: 5 });
  }
}

class DeskDay {
  readonly #began = performance.now();
  readonly #dropper: CallDropper;
  readonly #counts = { kills: 0, postmasterKills: 0, diskFullSeconds: 0 };
  #server: ServerProcess | undefined;
  #isOver = false;

  constructor(
    private readonly options: DeskDayOptions,
    private readonly folders: RunFolders,
    private readonly inbox: string,
    private readonly disk: BlobDisk,
  ) {
    const random = new SeededRandom(`${options.seed}/calls`);
    this.#dropper = new CallDropper({ inbox, calls: options.calls, random, waitMs: options.waitMs });
  }

  async execute(): Promise<void> {
    await prepareAccounts(this.folders);
    this.#server = await ServerProcess.start(this.folders);
    const interruptions = Promise.all([this.#killing(), this.#fillingDisk()]);
    await this.#dropper.execute(dropped => {
      this.options.onProgress(`${this.#seconds()} s: ${dropped} calls dropped, ${this.#counts.kills} kills`);
    }, this.options.signal);
    await this.#untilEmpty();
    this.#isOver = true;
    await interruptions;
    await this.#untilEmpty();
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#server?.stop();
    await endPostmaster(this.folders, 'SIGINT');
  }

  /** Everything in `faults` must be empty. */
  async report() {
    const book = await readDayBook(this.folders);
    const log = await verifyLog(this.folders);
    await this.#server?.stop();
    const { unreadable, orphans } = await custodyOf(book.units, this.folders);
    const left = await filesIn(this.inbox);
    return {
      seed: this.options.seed,
      seconds: this.#seconds(),
      ...this.#counts,
      /** Nothing may be mounted everywhere. */
      hasOwnDisk: this.disk.isOwn,
      dropped: this.#dropper.dropped.length,
      ...outcomes(book),
      orphanBlobs: orphans,
      faults: {
        balance: imbalances(this.#dropper.dropped, book),
        unreadable,
        filesLeft: left,
        log: log === null ? [] : [log],
      },
    };
  }

  /** Kills the server, soon for the first time, and now and then the PostgreSQL that it leaves, until the day is over. */
  async #killing(): Promise<void> {
    const random = new SeededRandom(`${this.options.seed}/kills`);
    const { killEveryMs } = this.options;
    for (let share = 0.2; await this.#goOn(killEveryMs * share); share = 0.5 + random.next()) {
      await this.#server?.kill();
      this.#counts.kills += 1;
      if (random.chance(0.3) && (await endPostmaster(this.folders, 'SIGKILL'))) this.#counts.postmasterKills += 1;
      this.#server = await ServerProcess.start(this.folders);
    }
  }

  async #fillingDisk(): Promise<void> {
    const { diskFullMs } = this.options;
    if (!(await this.#goOn(diskFullMs / 2)) || !this.disk.isOwn) return;
    await this.disk.fill();
    const beganMs = performance.now();
    await sleep(diskFullMs);
    await this.disk.free();
    this.#counts.diskFullSeconds = Math.round((performance.now() - beganMs) / 1000);
  }

  async #goOn(afterMs: number): Promise<boolean> {
    for (let leftMs = afterMs; leftMs > 0 && !this.#isOver; leftMs -= 200) await sleep(Math.min(200, leftMs));
    return !this.#isOver && this.options.signal?.aborted !== true;
  }

  async #untilEmpty(): Promise<void> {
    const beganMs = performance.now();
    while ((await filesIn(this.inbox)).length > 0) {
      if (performance.now() - beganMs > EMPTY_WITHIN_MS) return;
      await sleep(500);
    }
  }

  #seconds(): number {
    return Math.round((performance.now() - this.#began) / 1000);
  }
}

function outcomes({ arrivals }: DayBook) {
  const count = (outcome: string) => arrivals.filter(row => row.outcome === outcome).length;
  return { taken: count('filed'), quarantined: count('quarantined'), refused: count('refused') };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter(entry => entry.isFile()).map(({ name }) => name);
}

async function makeFolders({ waitMs }: DeskDayOptions) {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'tallenne-desk-day-')));
  await chmod(root, 0o711);
  const [data, temporary, inbox, blobs] = ['data', 'temporary', 'inbox', 'disk/blobs'].map(name => join(root, name));
  if (!data || !temporary || !inbox || !blobs) throw new TypeError('four names make four folders');
  await mkdir(temporary);
  await mkdir(inbox);
  const disk = await BlobDisk.mount(join(root, 'disk'), DISK_MEBIBYTES);
  const env = {
    BLOB_STORE_URL: pathToFileURL(blobs).href,
    TALLENNE_INBOX_DIR: inbox,
    TALLENNE_INBOX_SETTLE_SECONDS: '1',
    TALLENNE_INBOX_WAIT_MINUTES: String(waitMs / 60_000),
  };
  return { folders: { data, keys: join(root, 'keys'), blobs, temporary, env }, inbox, disk };
}
