import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { TestServer } from '../support/server.js';
import type { StoppingServerOptions } from './stopping-server.js';

const HOOK = join(import.meta.dirname, '..', '..', 'src', 'platform', 'crypto', 'testing', 'run-typescript.mjs');
const MAIN = join(import.meta.dirname, 'stopping-server.ts');

/** A second instance beside a server, on its database, keys and blobs, that can be made to stand still. */
export class StoppedInstance {
  private constructor(
    private readonly child: ChildProcessByStdio<Writable, Readable, null>,
    private readonly lines: Interface,
    private readonly gone: Promise<'gone'>,
  ) {
    lines.setMaxListeners(0);
  }

  /** @param settings other than those of the server beside it */
  static async start({ env, clock }: TestServer, settings: Readonly<Record<string, string>>): Promise<StoppedInstance> {
    const options: StoppingServerOptions = { env: { ...env, ...settings }, at: clock.now().toISOString() };
    const child = spawn(process.execPath, ['--import', HOOK, MAIN, JSON.stringify(options)], {
      env: { PATH: process.env.PATH },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface(child.stdout);
    const gone = once(child, 'exit').then(() => 'gone' as const);
    const listens = new Promise<boolean>(resolve => {
      lines.on('line', line => {
        if (line === 'listens') resolve(true);
      });
    });
    const isUp = await Promise.race([listens, gone]);
    if (isUp === 'gone') throw new Error('the second instance ended before it listened');
    return new StoppedInstance(child, lines, gone);
  }

  set(at: Date): void {
    this.child.stdin.write(`at ${at.toISOString()}\n`);
  }

  /** Has it do one of its jobs; resolves with what it says of it, `gone` where the process ends. */
  async run(job: string): Promise<string> {
    const said = new Promise<string>(resolve => {
      const hear = (line: string): void => {
        if (!line.startsWith(`${job} `)) return;
        this.lines.off('line', hear);
        resolve(line.slice(job.length + 1));
      };
      this.lines.on('line', hear);
    });
    this.child.stdin.write(`run ${job}\n`);
    return Promise.race([said, this.gone]);
  }

  /** It does nothing any more, and does not know it. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGKILL');
    await this.gone;
  }
}
