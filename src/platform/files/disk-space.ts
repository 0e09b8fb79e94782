import { statfs } from 'node:fs/promises';
import { setTimeout as after } from 'node:timers/promises';
import { isMissing } from './durable.js';

/** Bytes of a file system: all there are, and those that may still be written. */
export interface Space {
  readonly size: number;
  readonly available: number;
}

/** The file system was not told of within the time that a look may take. */
export class DiskSilent extends Error {
  override readonly name = 'DiskSilent';
}

const ANSWERED_WITHIN_MS = 3000;

/** Room on the file system that a folder is on. One that hangs, as a network's can, holds one look, however often it is asked. */
export class DiskSpace {
  #look: Promise<Space | null> | null = null;

  constructor(
    private readonly folder: string,
    private readonly ask: (folder: string) => Promise<Space> = askSystem,
  ) {}

  /**
   * Null where the folder is not there.
   * @throws DiskSilent, and what the system says of a folder that it cannot tell of
   */
  async read(withinMs = ANSWERED_WITHIN_MS): Promise<Space | null> {
    const waiting = new AbortController();
    const silent = after(withinMs, undefined, { signal: waiting.signal, ref: false }).then(() => {
      throw new DiskSilent();
    });
    try {
      return await Promise.race([(this.#look ??= this.#begin()), silent]);
    } finally {
      waiting.abort();
    }
  }

  async #begin(): Promise<Space | null> {
    try {
      return await this.ask(this.folder);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    } finally {
      this.#look = null;
    }
  }
}

async function askSystem(folder: string): Promise<Space> {
  const { bsize, blocks, bavail } = await statfs(folder);
  return { size: blocks * bsize, available: bavail * bsize };
}
