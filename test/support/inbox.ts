import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder that a server watches. */
export class Inbox {
  private constructor(readonly dir: string) {}

  static async create(): Promise<Inbox> {
    return new Inbox(await mkdtemp(join(tmpdir(), 'tallenne-inbox-')));
  }

  /** Puts a file into the folder of `source`, as a telephone system does. */
  async put(source: string, place: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.dir, source, place);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  /** The places of all files of `source`, sorted. */
  async files(source: string): Promise<string[]> {
    const entries = await readdir(join(this.dir, source), { recursive: true, withFileTypes: true }).catch(() => []);
    const root = join(this.dir, source);
    const files = entries.filter(entry => !entry.isDirectory());
    return files.map(entry => join(entry.parentPath, entry.name).slice(root.length + 1)).sort();
  }

  /** Gives a file another time. */
  async touch(path: string, at: Date): Promise<void> {
    await utimes(path, at, at);
  }

  async remove(): Promise<void> {
    await rm(this.dir, { recursive: true, force: true });
  }
}
