import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesHolding } from './checks.js';
import type { RunFolders } from './server-process.js';

export interface Scanned {
  /** Files that hold plaintext. */
  readonly found: string[];
  readonly bytes: number;
}

/** Looks for plaintext in all that a run has on the disk. */
export class Scanner {
  #scannedAtMs = 0;

  constructor(
    private readonly folders: RunFolders,
    private readonly markers: readonly Buffer[],
  ) {}

  /** A scanner that finds nothing proves nothing: first it must find what is there. @throws where it does not */
  async check(): Promise<void> {
    const decoy = join(this.folders.temporary, 'decoy');
    await writeFile(decoy, Buffer.concat([Buffer.alloc(64_000), ...this.markers]));
    const { found } = await filesHolding(this.markers, [this.folders.temporary]);
    await rm(decoy);
    if (found.length !== 1) throw new Error('the scanner does not find what it looks for');
  }

  /** What has changed since the last time. */
  scan(): Promise<Scanned> {
    const sinceMs = this.#scannedAtMs;
    this.#scannedAtMs = Date.now() - 1000;
    const { data, keys, temporary } = this.folders;
    return filesHolding(this.markers, [data, keys, temporary], sinceMs);
  }

  scanAll(): Promise<Scanned> {
    this.#scannedAtMs = 0;
    return this.scan();
  }
}

/** Folders above the data folder must let PostgreSQL's own user through when the run is root's. */
export async function makeFolders(): Promise<RunFolders> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'tallenne-kill-')));
  await chmod(root, 0o711);
  const temporary = join(root, 'temporary');
  await mkdir(temporary);
  const data = join(root, 'data');
  return { data, keys: join(root, 'keys'), blobs: join(data, 'blobs'), temporary };
}
