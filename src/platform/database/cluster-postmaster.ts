import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { readPostmasterFile } from './cluster-leftovers.js';
import type { Account } from './embedded-account.js';
import type { Binaries } from './embedded-binaries.js';

const FAST_STOP_MS = 60_000;
const LINES_KEPT = 50;
const SAY_AGAIN_MS = 10_000;
const WORTH_A_NOTICE = /FATAL|PANIC|WARNING|terminated by signal|automatic recovery/;

export interface PostmasterOptions {
  clusterDir: string;
  binaries: Binaries;
  account: Account | null;
  port: number;
  settings: Readonly<Record<string, string>>;
  onNotice: (line: string) => void;
}

/** The postmaster ended before it accepted connections; the message is the last lines it wrote. */
export class PostmasterFailed extends Error {
  override readonly name = 'PostmasterFailed';
}

/**
 * One running postmaster, a child of this process in a session of its own: a Ctrl-C at the terminal reaches the server
 * only, which closes its connections first and then calls `stop`.
 */
export class Postmaster {
  readonly #child: ChildProcessByStdio<null, null, Readable>;
  readonly #onNotice: (line: string) => void;
  #stopping = false;
  #hasEnded = false;

  /** The last lines of PostgreSQL's log, oldest first. */
  readonly lastLines: string[] = [];

  /** Settles when the postmaster has ended and its log is read. */
  readonly ended: Promise<unknown>;

  private constructor(options: PostmasterOptions) {
    this.#onNotice = options.onNotice;
    this.#child = spawn(join(options.binaries.folder, 'bin', 'postgres'), postgresArguments(options), {
      ...options.account,
      cwd: '/',
      env: { LC_ALL: 'C', TZ: 'UTC' }, // nothing of the server's own environment, which may hold secrets
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    createInterface(this.#child.stderr).on('line', line => {
      this.#hear(line);
    });
    this.ended = once(this.#child, 'close').finally(() => {
      this.#hasEnded = true;
      process.removeListener('exit', this.#signalAtExit);
    });
    this.ended.catch((error: unknown) => this.lastLines.push(String(error))); // it could not even be run
    process.once('exit', this.#signalAtExit);
  }

  /** Starts a postmaster and waits until it accepts connections; throws `PostmasterFailed`. */
  static async start(options: PostmasterOptions): Promise<Postmaster> {
    const postmaster = new Postmaster(options);
    await postmaster.#ready(options.clusterDir);
    return postmaster;
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new PostmasterFailed(this.lastWords);
    return pid;
  }

  /** What the postmaster wrote last, as one line. */
  get lastWords(): string {
    return this.lastLines.slice(-3).join(' | ');
  }

  /** Fast shutdown: ends the sessions, writes a checkpoint; settles when the postmaster has ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#child.kill('SIGINT');
    // After SIGQUIT what was committed is recovered at the next start.
    const impatient = setTimeout(() => this.#child.kill('SIGQUIT'), FAST_STOP_MS);
    await this.ended.finally(() => {
      clearTimeout(impatient);
    });
  }

  async #ready(clusterDir: string): Promise<void> {
    for (let waitedMs = 0; ; waitedMs += 20) {
      if (this.#hasEnded) throw new PostmasterFailed(this.lastWords);
      const file = await readPostmasterFile(clusterDir);
      if (file?.pid === this.#child.pid && file?.ready) return;
      if (waitedMs > 0 && waitedMs % SAY_AGAIN_MS === 0) this.#onNotice('PostgreSQL is still recovering.');
      await sleep(20);
    }
  }

  #hear(line: string): void {
    this.lastLines.push(line);
    if (this.lastLines.length > LINES_KEPT) this.lastLines.shift();
    if (!this.#stopping && WORTH_A_NOTICE.test(line)) this.#onNotice(`PostgreSQL: ${line}`);
  }

  /** An end without `stop` (an uncaught error) leaves no orphan; only a kill does, and the next start sees to that. */
  readonly #signalAtExit = (): void => {
    this.#child.kill('SIGINT');
  };
}

function postgresArguments({ clusterDir, port, settings }: PostmasterOptions): string[] {
  const all = { ...settings, port: String(port) };
  return ['-D', clusterDir, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
