import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { OutsideFile, OutsidePlace } from './outside-place.js';
import { isMissing, noticingFullStorage, nullIfMissing, syncFolder, writeNewFile } from './durable.js';

/** A folder outside the database and the data folder, whose files are written whole or not at all. */
export class OutsideFolder implements OutsidePlace {
  constructor(readonly path: string) {}

  async read(name: string): Promise<Buffer | null> {
    return readFile(join(this.path, name)).catch(nullIfMissing);
  }

  /** A crash leaves the earlier file, and a draft that nobody reads. */
  async write(file: OutsideFile): Promise<void> {
    await this.writeAll([file]);
  }

  /** Their folders are made durable once. */
  async writeAll(files: readonly OutsideFile[]): Promise<void> {
    const folders = new Set(files.map(({ name }) => dirname(join(this.path, name))));
    for (const folder of folders) await makeFolder(folder);
    await Promise.all(files.map(({ name, bytes }) => replaceFile(join(this.path, name), bytes)));
    for (const folder of folders) await syncFolder(folder);
  }

  /** Whether nothing lies in it; so too where it does not exist. */
  async isEmpty(): Promise<boolean> {
    const names = await readdir(this.path).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    return names.length === 0;
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.path, name), { recursive: true, force: true });
  }

  /** Everything but drafts. */
  async names(): Promise<string[]> {
    const entries = await readdir(this.path, { recursive: true, withFileTypes: true });
    const files = entries.filter(entry => entry.isFile() && !entry.name.endsWith('.draft'));
    return files.map(entry => join(entry.parentPath, entry.name).slice(this.path.length + 1)).sort();
  }

  asFolder<T>(work: (path: string) => Promise<T>): Promise<T> {
    return work(this.path);
  }

  close(): void {
    // A folder holds nothing open.
  }
}

/** The name becomes durable with its folder. */
async function replaceFile(target: string, bytes: Buffer): Promise<void> {
  const draft = `${target}.${randomBytes(6).toString('hex')}.draft`;
  await noticingFullStorage(() => writeNewFile(draft, bytes));
  await rename(draft, target);
}

async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first !== undefined) await syncUpTo(dirname(first), folder);
}

/** Makes the names of new folders durable, from the deepest up to `top`. */
async function syncUpTo(top: string, folder: string): Promise<void> {
  for (let at = folder; at.length >= top.length; at = dirname(at)) {
    await syncFolder(at);
    if (at === dirname(at)) return;
  }
}
