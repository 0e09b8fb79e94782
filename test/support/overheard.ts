import { jest } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A request as it went over the wire, and what stands around its answer. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
}

/** Everything that this process says from here on, on standard output and standard error; `end` gives the streams back. */
export function overhearOutput(): { readonly said: () => string; readonly end: () => void } {
  const output: string[] = [];
  const keep = (bytes: unknown) =>
    output.push(bytes instanceof Uint8Array ? Buffer.from(bytes).toString() : String(bytes)) > 0;
  const spies = (['stdout', 'stderr'] as const).map(name =>
    jest.spyOn(process[name], 'write').mockImplementation(keep),
  );
  return {
    said: () => output.join(''),
    end: () => {
      spies.forEach(spy => {
        spy.mockRestore();
      });
    },
  };
}

/** Every exchange of the clients of this process from here on. */
export function overhearExchanges(): { readonly heard: Exchange[]; readonly end: () => void } {
  const [heard, real]: [Exchange[], typeof fetch] = [[], globalThis.fetch];
  const spy = jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const answer = await real(input, init);
    const url = new URL(input instanceof Request ? input.url : String(input));
    const { status, headers } = answer;
    heard.push({ method: init?.method ?? 'GET', path: `${url.pathname}${url.search}`, status, headers });
    return answer;
  });
  return {
    heard,
    end: () => {
      spy.mockRestore();
    },
  };
}

/**
 * Looks again and again at all files below some folders, also at those that are there for a moment alone, and notes whatever holds or is
 * named by one of `words` (in UTF-8), as `<word> in <path>`.
 */
export class FileWatch {
  readonly found = new Set<string>();
  #looked = 0;
  readonly #known = new Map<string, string>();
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly folders: readonly string[],
    private readonly words: readonly string[],
  ) {
    this.#timer = setInterval(() => {
      this.look();
    }, 5);
  }

  /** How many files it has read, each anew when it has changed. */
  get files(): number {
    return this.#looked;
  }

  look(): void {
    for (const path of this.folders.flatMap(filesIn)) this.#read(path);
  }

  end(): void {
    clearInterval(this.#timer);
    this.look();
  }

  #read(path: string): void {
    const bytes = whenThere(() => {
      const { size, mtimeMs } = statSync(path);
      if (this.#known.get(path) === `${size} ${mtimeMs}`) return null;
      this.#known.set(path, `${size} ${mtimeMs}`);
      return readFileSync(path);
    });
    if (!bytes) return;
    this.#looked += 1;
    for (const word of this.words)
      if (bytes.includes(word) || path.includes(word)) this.found.add(`${word} in ${path}`);
  }
}

function filesIn(folder: string): string[] {
  const entries = whenThere(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries.flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

/** Null where a file went between the listing and the look. */
function whenThere<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    const { code } = error as { readonly code?: unknown }; // an error of Node, of another realm under jest
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
