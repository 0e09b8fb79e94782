import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { CrashPoint } from '../../src/kernel/crash-points.js';
import type { TestServer } from '../support/server.js';

/** Of the build: a process that read the sources would begin with translating them, each anew. */
const MAIN = join(import.meta.dirname, 'crashing-server.mjs');

/** What crashing-server.mjs is started with, as JSON in its one argument. */
interface CrashingServerOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly at: string;
  readonly point: CrashPoint;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** A server beside another one, on its database and folders, that dies at one point. */
export class CrashingServer {
  private constructor(
    private readonly child: Child,
    readonly url: string,
    private readonly died: Promise<NodeJS.Signals | null>,
  ) {}

  static async start({ env, clock }: TestServer, point: CrashPoint): Promise<CrashingServer> {
    const options: CrashingServerOptions = { env, at: clock.now().toISOString(), point };
    const child = spawn(process.execPath, [MAIN, JSON.stringify(options)], {
      env: { PATH: process.env.PATH },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const died = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null); // the event's second argument
    const lines = createInterface(child.stdout);
    const first = await Promise.race([once(lines, 'line'), died.then(() => null)]);
    if (first === null) throw new Error('the server that is to crash ended before it listened');
    return new CrashingServer(child, String(first[0]), died);
  }

  /** Has it purge at that time, to its death. */
  purgeAt(at: Date): Promise<void> {
    this.child.stdin.write(`${at.toISOString()}\n`);
    return this.toItsDeath();
  }

  /** @throws when it ends in any other way than at its point, or not at all */
  async toItsDeath(): Promise<void> {
    const late = new Promise<'late'>(resolve => setTimeout(resolve, 20_000, 'late').unref());
    const signal = await Promise.race([this.died, late]);
    this.child.kill('SIGKILL');
    if (signal !== 'SIGKILL') throw new Error(`the server did not die at its point (${String(signal)})`);
  }
}
