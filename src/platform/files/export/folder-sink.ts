import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../durable.js';
import { writeHashed, type Measured } from '../backup/hashed-copy.js';
import type { ExportSink } from './export-sink.js';

const FOLDER_MODE = 0o700;

/** Writes an export in clear into `<folder>/export`, which is called `export.unfinished` until it is whole. */
export class FolderSink implements ExportSink {
  readonly scratch: string;
  readonly #draft: string;
  readonly #folders = new Set<string>();

  constructor(private readonly folder: string) {
    this.scratch = join(folder, 'scratch');
    this.#draft = join(folder, 'export.unfinished');
  }

  async add(name: string, sizeBytes: number, bytes: AsyncIterable<Buffer>): Promise<Measured> {
    const path = join(this.#draft, name);
    await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
    for (let at = dirname(path); at.length >= this.folder.length; at = dirname(at)) this.#folders.add(at);
    return writeHashed(path, bytes, measured => {
      if (measured.sizeBytes !== sizeBytes) throw new RangeError(`${name} has another size than it should`);
    });
  }

  async finish(): Promise<void> {
    await rm(this.scratch, { recursive: true, force: true });
    for (const folder of [...this.#folders].sort().reverse()) await syncFolder(folder);
    await rename(this.#draft, join(this.folder, 'export'));
    await syncFolder(this.folder);
  }

  async discard(): Promise<void> {
    for (const path of [this.scratch, this.#draft]) await rm(path, { recursive: true, force: true });
  }
}
