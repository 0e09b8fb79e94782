import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const RUNNER = join(import.meta.dirname, 'run-typescript.mjs');

/** Runs the TypeScript file `path` in a Node process of its own. */
export function startChild(path: string, args: readonly string[], wrapper: readonly string[] = []): ChildProcess {
  const [command = process.execPath, ...rest] = [...wrapper, process.execPath, '--import', RUNNER, path, ...args];
  const env = { ...process.env, NODE_OPTIONS: '' };
  return spawn(command, rest, { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** The whole lines that `child` printed until it ended. */
export async function linesOf(child: ChildProcess): Promise<string[]> {
  let output = '';
  child.stdout?.on('data', (bytes: Buffer) => (output += bytes.toString()));
  await once(child, 'close');
  return output.split('\n').slice(0, -1);
}

/** The whole lines that `child` printed until it was killed, as a power cut kills, `afterMs` after its first. */
export async function linesUntilKilled(child: ChildProcess, afterMs: number): Promise<string[]> {
  const lines = linesOf(child);
  if (child.stdout !== null) await Promise.race([once(child.stdout, 'data'), lines]);
  setTimeout(() => child.kill('SIGKILL'), afterMs);
  return lines;
}
