import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { IN_FINLAND } from '../support/in-finland.js';
import { ROOM } from '../support/room.js';
import type { RunFolders } from '../kill/server-process.js';

const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'src', 'cli', 'main.js');
const PROBE = join(import.meta.dirname, 'probe.mjs');
const START_MS = 240_000;
const STOP_MS = 60_000;
/** A loop that does not come to a signal within so long stands still. */
const LOOK_MS = 30_000;
const LINES_KEPT = 20;

/** The process of the server as `probe.mjs` tells it. */
export interface Look {
  readonly memory: NodeJS.MemoryUsage;
  /** How late timers came since the last look. */
  readonly lag: { readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number };
  /** Share of the time since the last look in which the event loop was busy. */
  readonly utilization: number;
  /** Timers, sockets and whatever else keeps the loop alive. */
  readonly resources: number;
  /** How long everything stood still while the heap was collected before this look; null where it was not. */
  readonly collectedInMs: number | null;
}

/** The built server as `npm start` runs it, in a process that can be looked into without asking the server anything. */
export class SoakServer {
  readonly #waiting: ((look: Look) => void)[] = [];

  private constructor(
    private readonly child: ChildProcess,
    private readonly lines: readonly string[],
    readonly url: string,
    readonly pid: number,
  ) {
    const [, , , answers] = child.stdio as readonly (Readable | null)[]; // `stdio` of start()
    if (!answers) throw new TypeError('the probe has no way to answer');
    createInterface(answers).on('line', line => this.#waiting.shift()?.(JSON.parse(line) as Look)); // as probe.mjs writes it
  }

  /** @param collectEvery before every so many looks the heap is collected; 0 is never */
  static async start(folders: RunFolders, collectEvery: number): Promise<SoakServer> {
    const child = spawn(process.execPath, ['--expose-gc', '--import', PROBE, MAIN, 'serve'], {
      env: environmentOf(folders, collectEvery),
      cwd: folders.temporary,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      detached: true,
    });
    const lines: string[] = [];
    const url = await Promise.race([
      addressIn(child, lines),
      once(child, 'exit').then(() => null),
      sleep(START_MS, null, { ref: false }),
    ]);
    if (url !== null && child.pid !== undefined) return new SoakServer(child, lines, url, child.pid);
    child.kill('SIGKILL');
    throw new Error(`couldn't start the server: ${lines.join(' | ')}`);
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The last lines that it wrote. */
  get lastLines(): readonly string[] {
    return this.lines;
  }

  /** Resolves to null where it does not answer in time, or is gone. */
  async look(): Promise<Look | null> {
    const { promise, resolve } = Promise.withResolvers<Look>();
    this.#waiting.push(resolve);
    if (!this.child.kill('SIGUSR2')) return null;
    return Promise.race([promise, sleep(LOOK_MS, null, { ref: false })]);
  }

  /** In order, its PostgreSQL with it. */
  async stop(): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await Promise.race([ended, sleep(STOP_MS, null, { ref: false })]);
    this.child.kill('SIGKILL');
    await ended;
  }
}

function environmentOf(folders: RunFolders, collectEvery: number): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    PORT: '0',
    HOST: '127.0.0.1',
    TALLENNE_DATA_DIR: folders.data,
    TALLENNE_KEYS_DIR: folders.keys,
    TMPDIR: folders.temporary,
    SOAK_COLLECT_EVERY: String(collectEvery),
    ...IN_FINLAND,
    ...ROOM,
    ...folders.env,
  };
}

/** What it writes is read for as long as it runs: a full pipe would hold it up. */
function addressIn({ stdout, stderr }: ChildProcess, lines: string[]): Promise<string> {
  return new Promise(resolve => {
    for (const stream of [stdout, stderr]) {
      if (!stream) continue;
      createInterface(stream).on('line', line => {
        lines.push(line);
        lines.splice(0, lines.length - LINES_KEPT);
        const [, url] = /^Tallenne listens at (\S+)$/.exec(line) ?? [];
        if (url !== undefined) resolve(url);
      });
    }
  });
}
