import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOM } from '../room.js';

const MAIN = join(import.meta.dirname, '../../../dist/src/cli/main.js');
const LIVED_WITHIN_MS = 420_000;

/** The built demo in a process and folders of its own: its past gives every page something to show. */
export class DemoServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly root: string,
    readonly origin: string,
  ) {}

  static async start(calls: number): Promise<DemoServer> {
    const root = await mkdtemp(join(tmpdir(), 'tallenne-client-'));
    await chmod(root, 0o755); // under root PostgreSQL runs as another user, who must pass through
    const data = join(root, 'data');
    const folders = { TALLENNE_DATA_DIR: data, TALLENNE_KEYS_DIR: join(root, 'keys') };
    const env = { PATH: process.env.PATH, PORT: '0', TALLENNE_DEMO_CALLS: `${calls}`, ...folders, ...ROOM };
    const child = spawn(process.execPath, [MAIN, 'demo'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text;
    });
    const began = performance.now();
    for (;;) {
      const summary = await readFile(join(data, 'demo.json'), 'utf8').catch(() => null);
      if (summary !== null && summary !== '') {
        const { url } = JSON.parse(summary) as { url: string }; // as api.md has it
        return new DemoServer(child, root, url);
      }
      if (child.exitCode !== null || performance.now() - began > LIVED_WITHIN_MS) {
        child.kill('SIGKILL');
        throw new Error(`The demo did not come so far: ${complaints}`);
      }
      await sleep(200);
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill('SIGINT');
      await ended;
    }
    await rm(this.root, { recursive: true, force: true });
  }
}
