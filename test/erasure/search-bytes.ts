import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

const PIECE_BYTES = 16 * 1024 * 1024;
const PREFIX_BITS = 24;

/** What a search went through, and which of what was looked for it came across. */
export interface Searched {
  readonly bytesSearched: number;
  readonly found: ReadonlySet<Buffer>;
}

/** Looks for each of `needles` (random bytes, at least three) at every offset of every file below `folders`. */
export async function searchFiles(folders: readonly string[], needles: readonly Buffer[]): Promise<Searched> {
  const search = new Search(needles);
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) await search.file(join(entry.parentPath, entry.name));
    }
  }
  return search;
}

/** Goes by the first three bytes of each needle, so that a thousand take as long as one. */
class Search implements Searched {
  readonly found = new Set<Buffer>();
  bytesSearched = 0;
  /** One for all files: to make it anew for each takes far longer than to search it. */
  readonly #piece = Buffer.alloc(PIECE_BYTES);
  readonly #isPrefix = new Uint8Array(2 ** PREFIX_BITS);
  readonly #byPrefix = new Map<number, Buffer[]>();
  readonly #overlap: number;

  constructor(needles: readonly Buffer[]) {
    this.#overlap = Math.max(...needles.map(({ length }) => length)) - 1;
    for (const needle of needles) {
      const prefix = needle.readUIntBE(0, 3);
      this.#isPrefix[prefix] = 1;
      this.#byPrefix.set(prefix, [...(this.#byPrefix.get(prefix) ?? []), needle]);
    }
  }

  /** A file that goes meanwhile, as temporary ones of a cluster do, is passed over. */
  async file(path: string): Promise<void> {
    const handle = await open(path, 'r').catch(() => null);
    try {
      if (handle !== null) await this.#read(handle);
    } finally {
      await handle?.close();
    }
  }

  async #read(handle: FileHandle): Promise<void> {
    for (let from = 0; ; from += PIECE_BYTES - this.#overlap) {
      const { bytesRead } = await handle.read(this.#piece, 0, PIECE_BYTES, from);
      this.#scan(this.#piece.subarray(0, bytesRead));
      this.bytesSearched += from === 0 ? bytesRead : Math.max(0, bytesRead - this.#overlap);
      if (bytesRead < PIECE_BYTES) return;
    }
  }

  #scan(bytes: Buffer): void {
    let prefix = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      prefix = ((prefix << 8) | (bytes[at] ?? 0)) & (2 ** PREFIX_BITS - 1);
      if (this.#isPrefix[prefix] === 1 && at >= 2) this.#compare(bytes, at - 2, prefix);
    }
  }

  #compare(bytes: Buffer, at: number, prefix: number): void {
    for (const needle of this.#byPrefix.get(prefix) ?? []) {
      if (bytes.subarray(at, at + needle.length).equals(needle)) this.found.add(needle);
    }
  }
}
