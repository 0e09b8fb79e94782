import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

const PIECE_BYTES = 16 * 1024 * 1024;
const WINDOW_BYTES = 3;
const WINDOW_BITS = 8 * WINDOW_BYTES;

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

/** A needle, and how far into it the three bytes are that were come across. */
interface Window {
  readonly needle: Buffer;
  readonly offset: number;
}

/**
 * Looks at three bytes in each `#stride` alone: wherever a needle lies, it covers just one of these places with three bytes of
 * its first `#stride` offsets. So a thousand needles take as long as one, and that not for each byte.
 */
class Search implements Searched {
  readonly found = new Set<Buffer>();
  bytesSearched = 0;
  /** One for all files: to make it anew for each takes far longer than to search it. */
  readonly #piece = Buffer.alloc(PIECE_BYTES);
  readonly #isWindow = new Uint8Array(2 ** WINDOW_BITS);
  readonly #byWindow = new Map<number, Window[]>();
  readonly #overlap: number;
  readonly #stride: number;

  constructor(needles: readonly Buffer[]) {
    this.#overlap = Math.max(...needles.map(({ length }) => length)) - 1;
    this.#stride = Math.min(...needles.map(({ length }) => length)) - WINDOW_BYTES + 1;
    for (const needle of needles) {
      for (let offset = 0; offset < this.#stride; offset += 1) this.#add({ needle, offset });
    }
  }

  #add({ needle, offset }: Window): void {
    const bytes = needle.readUIntBE(offset, WINDOW_BYTES);
    this.#isWindow[bytes] = 1;
    this.#byWindow.set(bytes, [...(this.#byWindow.get(bytes) ?? []), { needle, offset }]);
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
    for (let at = 0; at + WINDOW_BYTES <= bytes.length; at += this.#stride) {
      const window = bytes.readUIntBE(at, WINDOW_BYTES);
      if (this.#isWindow[window] === 1) this.#compare(bytes, at, window);
    }
  }

  #compare(bytes: Buffer, at: number, window: number): void {
    for (const { needle, offset } of this.#byWindow.get(window) ?? []) {
      const from = at - offset;
      if (from >= 0 && bytes.subarray(from, from + needle.length).equals(needle)) this.found.add(needle);
    }
  }
}
