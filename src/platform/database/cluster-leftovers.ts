import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { codeOf } from './embedded-error-facts.js';
import { StartRefused } from './embedded-start-refused.js';

const run = promisify(execFile);
const FAST_STOP_MS = 60_000;
const IMMEDIATE_STOP_MS = 30_000;

/** What a postmaster writes into `postmaster.pid` of its cluster. `ready` says whether it accepts connections. */
export interface PostmasterFile {
  pid: number;
  port: number;
  ready: boolean;
}

/** Reads `postmaster.pid`: null when there is none, or none that says anything. */
export async function readPostmasterFile(clusterDir: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n').map(line => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), ready: lines[7] === 'ready' };
}

/**
 * Clears what an earlier run left behind, so that a new postmaster can start; call it under the `ClusterLock`, which
 * proves that no living Tallenne owns the cluster. A postmaster that outlived its killed parent is stopped rather than
 * adopted: a child of ours has today's settings, and its end is noticed.
 */
export async function clearLeftovers(clusterDir: string, onNotice: (line: string) => void): Promise<void> {
  const left = await readPostmasterFile(clusterDir);
  if (left === null) {
    await rm(join(clusterDir, 'postmaster.pid'), { force: true });
  } else if (await isPostmasterOf(left.pid, clusterDir)) {
    onNotice(`Stopping the PostgreSQL (process ${left.pid}) that an earlier run left behind.`);
    await stopOrphan(left.pid, clusterDir);
  } else if (isAlive(left.pid)) {
    await handOver(clusterDir);
  }
}

/**
 * The process number in the stale file is now somebody else's, which a postmaster takes for a living rival. Its own
 * parent it does not, so the file gets our number; the rest of the file stays, because the postmaster needs it to find
 * backends that may still have the cluster open.
 */
async function handOver(clusterDir: string): Promise<void> {
  const path = join(clusterDir, 'postmaster.pid');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/^.*$/m, String(process.pid)));
}

async function stopOrphan(pid: number, clusterDir: string): Promise<void> {
  process.kill(pid, 'SIGINT'); // fast: ends sessions, writes a checkpoint
  if (await ended(pid, clusterDir, FAST_STOP_MS)) return;
  process.kill(pid, 'SIGQUIT'); // immediate: what was committed is recovered at the next start
  if (await ended(pid, clusterDir, IMMEDIATE_STOP_MS)) return;
  throw new StartRefused(
    `An earlier PostgreSQL (process ${pid}) on ${clusterDir} does not stop: end it and start again.`,
  );
}

async function ended(pid: number, clusterDir: string, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (await isPostmasterOf(pid, clusterDir)) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/** Process numbers are used again, so a living process counts only when it works in this very folder (a zombie does not). */
async function isPostmasterOf(pid: number, clusterDir: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const folder = await realpath(clusterDir);
  try {
    if (process.platform !== 'linux') {
      const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]);
      return stdout.includes('postgres') && (stdout.includes(clusterDir) || stdout.includes(folder));
    }
    const program = basename(await readlink(`/proc/${pid}/exe`)).replace(/ \(deleted\)$/, '');
    return program === 'postgres' && (await readlink(`/proc/${pid}/cwd`)) === folder;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
