import { execFileSync } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { median } from './statistics.js';

const SYNCS = 200;
const BLOCK_BYTES = 8192;

/** On what the figures were measured. */
export interface Machine {
  readonly at: string;
  readonly revision: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly postgres: string;
  /** The median of appending a block and making it durable, in the folder that the bench works in. */
  readonly syncMs: number;
  /** Average number of runnable processes over the last minute before the start: what others were doing. */
  readonly loadBefore: number;
}

/** Describes this machine at the start of a run. */
export async function describeMachine(postgres: string): Promise<Machine> {
  const [cpu] = cpus();
  return {
    at: new Date().toISOString(),
    revision: revision(),
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    postgres,
    syncMs: await syncMs(),
    loadBefore: loadavg()[0] ?? NaN,
  };
}

/** The commit that was measured, and whether files differ from it. */
export function revision(): string {
  try {
    const commit = git('rev-parse', 'HEAD');
    return git('status', '--porcelain', '--untracked-files=no') === '' ? commit : `${commit} with changes`;
  } catch {
    return 'unknown';
  }
}

function git(...parameters: string[]): string {
  return execFileSync('git', parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

async function syncMs(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'tallenne-bench-sync-'));
  try {
    await using file = await open(join(folder, 'blocks'), 'w');
    const took: number[] = [];
    while (took.length < SYNCS) {
      const startedAtMs = performance.now();
      await file.write(Buffer.alloc(BLOCK_BYTES, 1), 0, BLOCK_BYTES, took.length * BLOCK_BYTES);
      await file.datasync();
      took.push(performance.now() - startedAtMs);
    }
    return median(took);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
