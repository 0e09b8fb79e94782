import { execFile } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { errnoOf } from '../../src/platform/files/durable.js';

const run = promisify(execFile);
const PIECE_BYTES = 4 * 1024 * 1024;

/** The disk of the blobs: a small file system in memory where one may be mounted, so that it can be filled. */
export class BlobDisk {
  private constructor(
    readonly folder: string,
    /** Whether it can be filled. */
    readonly isOwn: boolean,
  ) {}

  static async mount(folder: string, mebibytes: number): Promise<BlobDisk> {
    await mkdir(folder, { recursive: true });
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder]).then(
      () => true,
      () => false,
    );
    return new BlobDisk(folder, mounted);
  }

  /** Leaves no byte free. */
  async fill(): Promise<void> {
    if (!this.isOwn) return;
    await using file = await open(join(this.folder, FILLER), 'w');
    for (let bytes = PIECE_BYTES; bytes >= 1;) {
      try {
        await file.write(Buffer.alloc(bytes, 1));
      } catch (error) {
        if (errnoOf(error) !== 'ENOSPC') throw error;
        bytes = Math.floor(bytes / 16);
      }
    }
  }

  async free(): Promise<void> {
    await rm(join(this.folder, FILLER), { force: true });
  }

  async unmount(): Promise<void> {
    if (this.isOwn) await run('umount', [this.folder]);
  }
}

const FILLER = 'filler';
