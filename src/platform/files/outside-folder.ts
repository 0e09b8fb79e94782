import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing, noticingFullStorage, syncFolder, writeNewFile } from './durable.js';

/** A folder outside the database and the data folder, whose files are written whole or not at all. */
export class OutsideFolder {
  constructor(readonly path: string) {}

  /** The bytes of a file; null where there is none. `name` is relative, with slashes. */
  async read(name: string): Promise<Buffer | null> {
    return readFile(join(this.path, name)).catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
  }

  /**
   * Writes a file durably, in place of an earlier one. A crash leaves the earlier one, and a draft that nobody reads.
   * @throws DomainError `storage-full`
   */
  async write(name: string, bytes: Buffer): Promise<void> {
    await this.writeAll([{ name, bytes }]);
  }

  /** Writes some files durably: each as {@link write} does, in any order, and their folders once. */
  async writeAll(files: readonly { readonly name: string; readonly bytes: Buffer }[]): Promise<void> {
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

  /** Removes a file, or a folder with its files; there may be none. */
  async remove(name: string): Promise<void> {
    await rm(join(this.path, name), { recursive: true, force: true });
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
