import { constants, type Stats } from 'node:fs';
import { lstat, mkdir, open, opendir, readdir, rename, rmdir, stat, unlink, type FileHandle } from 'node:fs/promises';
import { nullFor } from '../durable.js';
import { bytesOfName, textOfName } from './file-names.js';

const FOLDER = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
/** Opening what is no file waits for nobody: a pipe would, for as long as nothing writes into it. */
const FILE = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const OWNER_ONLY = 0o700;
const READ_AT_ONCE = 256;
const MOST_DEEP = 12;
const NO_FOLDER = ['ENOENT', 'ENOTDIR', 'ELOOP'];

/** What is in a folder; what is neither a file nor a folder (a link, a pipe) is `other`. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/**
 * A folder that is held open, and reached without a link from the folder that all begins in: what is done in it is done in this very folder,
 * whatever its path leads to by then. Whoever may write into an inbox can put a link in the place of a folder at any moment, so nothing in
 * it is ever looked at, read, moved or removed by a path of more than one name (ADR 0034). On Linux; elsewhere by its path, which leaves
 * moments for such a swap.
 */
export class HeldFolder implements AsyncDisposable {
  readonly #path: string;

  private constructor(
    private readonly handle: FileHandle,
    path: string,
  ) {
    this.#path = IS_LINUX ? `/proc/self/fd/${handle.fd}` : path;
  }

  /** The folder `inside` that of `root`, one name after the other. Throws `ENOENT`, or `ENOTDIR` where a link or a file stands in the way. */
  static async open(root: string, inside = ''): Promise<HeldFolder> {
    let held = await HeldFolder.#hold(root);
    for (const name of inside.split('/').filter(part => part !== '' && part !== '.')) {
      await using above = held;
      held = await above.folder(name);
    }
    return held;
  }

  /** Null where there is none, or a link or a file stands in the way. */
  static async find(root: string, inside = ''): Promise<HeldFolder | null> {
    return HeldFolder.open(root, inside).catch(nullFor(NO_FOLDER));
  }

  static async #hold(path: string | Buffer): Promise<HeldFolder> {
    const handle = await open(path, FOLDER);
    try {
      const held = new HeldFolder(handle, String(path));
      await (isHeld ??= refuseUnlessHeld(handle, held.#path));
      return held;
    } catch (error) {
      isHeld = undefined;
      await handle.close();
      throw error;
    }
  }

  /** The folder `name` in this one. Throws as {@link open}. */
  async folder(name: string): Promise<HeldFolder> {
    return HeldFolder.#hold(this.#at(name));
  }

  /** The folder `name` in this one, which is made where there is none. Throws `ENOTDIR` where something else stands there. */
  async made(name: string): Promise<HeldFolder> {
    await mkdir(this.#at(name), { mode: OWNER_ONLY }).catch(nullFor(['EEXIST']));
    return this.folder(name);
  }

  /** What is in it, read while it is asked for. */
  async *entries(): AsyncGenerator<FolderEntry> {
    const encoding = 'buffer' as BufferEncoding; // Node takes it here, its types do not
    for await (const entry of await opendir(this.#path, { bufferSize: READ_AT_ONCE, encoding })) {
      const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';
      yield { name: textOfName(entry.name as unknown as Buffer), kind };
    }
  }

  async names(): Promise<string[]> {
    return (await readdir(this.#path, { encoding: 'buffer' })).map(textOfName);
  }

  /** The names of the folders in it; links are none. */
  async folders(): Promise<string[]> {
    const entries = await readdir(this.#path, { withFileTypes: true, encoding: 'buffer' });
    return entries.filter(entry => entry.isDirectory()).map(({ name }) => textOfName(name));
  }

  /** What stands at `name`, be it a link; null where nothing does. */
  async look(name: string): Promise<Stats | null> {
    return isName(name) ? lstat(this.#at(name)).catch(nullFor(['ENOENT'])) : null;
  }

  /** Opens what stands at `name` for reading, which may be no file: a link throws `ELOOP`, and a pipe holds nobody up. */
  async file(name: string): Promise<FileHandle> {
    return open(this.#at(name), FILE);
  }

  /** Moves a file of this folder; what is not there is no error. */
  async move(name: string, to: HeldFolder, as: string): Promise<void> {
    await rename(this.#at(name), to.#at(as)).catch(nullFor(['ENOENT']));
  }

  /** Takes a file or a link away; what is not there is no error. */
  async remove(name: string): Promise<void> {
    await unlink(this.#at(name)).catch(nullFor(['ENOENT']));
  }

  /** Takes what stands at `name` away with all that is below it. Throws `ELOOP` where that is too deep. */
  async removeAll(name: string, deep = 0): Promise<void> {
    if (!(await this.look(name))?.isDirectory()) return this.remove(name);
    if (deep === MOST_DEEP) throw failed('ELOOP', 'the folders are too deep');
    await this.#empty(name, deep + 1);
    await rmdir(this.#at(name));
  }

  /** Takes a folder away that is empty; one that is not, or is gone, stays as it is. */
  async removeEmpty(name: string): Promise<void> {
    await rmdir(this.#at(name)).catch(nullFor(['ENOTEMPTY', 'EEXIST', 'ENOENT']));
  }

  /** Makes its names durable. */
  sync(): Promise<void> {
    return this.handle.sync();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.handle.close();
  }

  async #empty(name: string, deep: number): Promise<void> {
    await using folder = await this.folder(name);
    for (const below of await folder.names()) await folder.removeAll(below, deep);
  }

  #at(name: string): Buffer {
    if (!isName(name)) throw failed('ENOENT', 'this is not the name of one thing');
    return Buffer.concat([Buffer.from(`${this.#path}/`), bytesOfName(name)]);
  }
}

/** The folders in `dir`, which is made where there is none; links are none. */
export async function foldersIn(dir: string): Promise<string[]> {
  await mkdir(dir, { recursive: true, mode: OWNER_ONLY });
  const entries = await readdir(dir, { withFileTypes: true });
  return entries.filter(entry => entry.isDirectory()).map(({ name }) => name);
}

const IS_LINUX = process.platform === 'linux';
/** Whether the system leads from a handle to its folder: where /proc is missing, every folder would look as if nothing were in it. */
let isHeld: Promise<void> | undefined;

async function refuseUnlessHeld(handle: FileHandle, path: string): Promise<void> {
  const [held, found] = [await handle.stat(), await stat(path).catch(nullFor(['ENOENT']))];
  if (found?.dev !== held.dev || found.ino !== held.ino)
    throw failed('ENOSYS', 'the folder cannot be held: is /proc there?');
}

function isName(name: string): boolean {
  return !['', '.', '..'].includes(name) && !name.includes('/');
}

function failed(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
