import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { IN_FINLAND } from './in-finland.js';
import { ROOM } from './room.js';

const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'src', 'cli', 'main.js');
const START_MS = 90_000;
/** Longer than answers may go on while it closes. */
const STOP_MS = 40_000;

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** The real server in a process of its own that can be made to stand still. */
export class FaultProcess {
  private constructor(
    private readonly child: Child,
    readonly url: string,
  ) {}

  /** Starts the build, or another one by its `main`, with exactly these settings and waits until it listens. */
  static async start(
    settings: Readonly<Record<string, string>>,
    patienceMs = START_MS,
    main = MAIN,
  ): Promise<FaultProcess> {
    if (!existsSync(main)) throw new Error('There is no build to run: npm run build.');
    const env = { PATH: process.env.PATH, HOST: '127.0.0.1', ...IN_FINLAND, ...ROOM, ...settings };
    const child = spawn(process.execPath, [main, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: string[] = [];
    const url = await Promise.race([addressIn(child, output), wait(patienceMs, null, { ref: false })]);
    if (url !== null) return new FaultProcess(child, url);
    child.kill('SIGKILL');
    throw new Error(`couldn't start the server: ${output.join(' | ')}`);
  }

  /** It does nothing any more, and does not know it. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  /** In order; returns its exit code, null where it had to be killed or had been. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const ended = once(this.child, 'exit');
    this.resume();
    this.child.kill('SIGTERM');
    await Promise.race([ended, wait(STOP_MS, null, { ref: false })]);
    this.child.kill('SIGKILL');
    return this.child.exitCode;
  }
}

/** Where it listens; null when it ends instead. */
function addressIn(child: Child, output: string[]): Promise<string | null> {
  createInterface(child.stderr).on('line', line => output.push(line));
  return new Promise(resolve => {
    child.once('exit', () => {
      resolve(null);
    });
    createInterface(child.stdout).on('line', line => {
      output.push(line);
      const [, url] = /^Tallenne listens at (\S+)$/.exec(line) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
}
