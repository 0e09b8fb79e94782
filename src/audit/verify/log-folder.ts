import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../kernel/errors.js';
import { TILE_WIDTH } from './grown-tree.js';

const LENGTH_BYTES = 2;

/** A folder in the layout of c2sp.org/tlog-tiles with what ADR 0009 adds. */
export class LogFolder {
  constructor(private readonly path: string) {}

  /** @throws DomainError `log-folder-unreadable` where there is no checkpoint */
  async checkpoint(): Promise<string> {
    const bytes = await this.#read('checkpoint');
    if (bytes) return bytes.toString('utf8');
    const sentence = 'The folder holds no checkpoint, so it is no export or copy of a log.';
    throw new DomainError('unavailable', 'log-folder-unreadable', sentence);
  }

  /** The verifier keys that lie beside the log; empty where there are none. */
  async verifierKeys(): Promise<string[]> {
    const text = (await this.#read('verifier-keys'))?.toString('utf8') ?? '';
    return text.split('\n').filter(line => line !== '');
  }

  /** The notes of the hourly copies, oldest first. */
  async hourlyCheckpoints(): Promise<string[]> {
    const names = await readdir(join(this.path, 'hourly')).catch(orNull);
    const notes: string[] = [];
    for (const name of (names ?? []).filter(entry => entry.endsWith('.checkpoint')).sort()) {
      notes.push((await this.#read(join('hourly', name)))?.toString('utf8') ?? '');
    }
    return notes;
  }

  /** The first `width` hashes of a tile, one after the other, as far as they are there; null where nothing is. */
  tile(level: number, index: number, width: number): Promise<Buffer | null> {
    return this.#partialOrFull(`tile/${level}/${numbered(index)}`, width);
  }

  /**
   * The first `width` entries of a bundle; fewer where the file ends before, null where there is none. In front of each
   * stand the two bytes of its length.
   */
  async entries(index: number, width: number): Promise<Buffer[] | null> {
    const bytes = await this.#partialOrFull(`tile/entries/${numbered(index)}`, width);
    return bytes && entriesOf(bytes, width);
  }

  /** When a log goes on growing while its copy is read, a partial tile may have been followed by the full one. */
  async #partialOrFull(path: string, width: number): Promise<Buffer | null> {
    const partial = width < TILE_WIDTH ? await this.#read(`${path}.p/${width}`) : null;
    return partial ?? this.#read(path);
  }

  #read(name: string): Promise<Buffer | null> {
    return readFile(join(this.path, name)).catch(orNull);
  }
}

/** An entry with the byte in front of it that belongs to its length; it may be overwritten. */
function entriesOf(bytes: Buffer, width: number): Buffer[] {
  const entries: Buffer[] = [];
  for (let at = 0; entries.length < width && at + LENGTH_BYTES <= bytes.length;) {
    const end = at + LENGTH_BYTES + bytes.readUInt16BE(at);
    if (end > bytes.length) break;
    entries.push(bytes.subarray(at + LENGTH_BYTES - 1, end));
    at = end;
  }
  return entries;
}

/** Groups of three digits, each but the last behind an `x`: 1234067 is `x001/x234/067`. */
function numbered(index: number): string {
  let path = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`;
  }
  return path;
}

function orNull(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}
