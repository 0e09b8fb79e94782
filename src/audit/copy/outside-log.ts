import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { errnoOf } from '../../platform/files/durable.js';
import type { OutsidePlace } from '../../platform/files/outside-place.js';
import { TileMissing } from '../integration/log-tiles.js';
import { HASH_BYTES } from '../tree/hashes.js';
import { hashesAt, TILE_WIDTH, tilePath, type TileAddress } from '../tree/tiles.js';

const HOUR = 'YYYY-MM-DDTHH'.length;

/** A tile or a bundle, with its bytes. */
export interface KeptTile {
  readonly address: TileAddress;
  readonly bytes: Buffer;
}

/**
 * The copy of the log outside the database (ADR 0009): a tree of files in the layout of c2sp.org/tlog-tiles. What is replaced is the latest
 * checkpoint and what is not full yet; full tiles, full bundles and a checkpoint an hour last.
 */
@Injectable()
export class OutsideLog implements OnApplicationShutdown {
  constructor(private readonly outside: OutsidePlace) {}

  /** Where the copy lies: a path, or the address of a bucket. */
  get place(): string {
    return this.outside.path;
  }

  /** The files of the copy in a folder of this machine, for as long as `work` takes. */
  asFolder<T>(work: (path: string) => Promise<T>): Promise<T> {
    return this.outside.asFolder(work);
  }

  /** The names of its files. */
  names(): Promise<string[]> {
    return this.outside.names();
  }

  /** The bytes of one of them; null where it has been replaced. */
  file(name: string): Promise<Buffer | null> {
    return this.outside.read(name);
  }

  onApplicationShutdown(): void {
    this.outside.close();
  }

  /** The last checkpoint that the copy is whole for; null where there is no copy. @throws DomainError `log-copy-unreadable` */
  async checkpoint(): Promise<string | null> {
    try {
      const bytes = await this.outside.read('checkpoint');
      return bytes && bytes.toString('utf8');
    } catch (cause) {
      throw unreadable(cause);
    }
  }

  /** Reads tiles of a copy of `size` leaves; a narrow one is the beginning of the one that is kept. */
  tilesOf(size: number): (level: number, index: number, width: number) => Promise<Buffer> {
    return async (level, index, width) => {
      const kept = Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH);
      return (await this.#bytes({ level, index, width: kept })).subarray(0, width * HASH_BYTES);
    };
  }

  /** A bundle of entries of a copy of `size` leaves. @throws TileMissing also for pruned ones */
  entries(index: number, size: number): Promise<Buffer> {
    return this.#bytes({ level: 'entries', index, width: Math.min(TILE_WIDTH, size - index * TILE_WIDTH) });
  }

  /** Keeps tiles and bundles; nobody reads them before a checkpoint speaks of them. */
  keep(tiles: readonly KeptTile[]): Promise<void> {
    return this.outside.writeAll(
      tiles.map(({ address, bytes }) => ({ name: tilePath(address), bytes, lasting: address.width === TILE_WIDTH })),
    );
  }

  /** Removes the partial tiles in place of which `address`, a full one, now stands. */
  forgetParts(address: TileAddress): Promise<void> {
    return this.outside.remove(`${tilePath({ ...address, width: TILE_WIDTH })}.p`);
  }

  /** Removes the bundles of events below leaf `below`: they were kept to their end. Their tiles stay. */
  async forgetEntries(below: number): Promise<void> {
    const names: string[] = [];
    for (let index = Math.floor(below / TILE_WIDTH) - 1; index >= 0; index -= 1) {
      const name = tilePath({ level: 'entries', index, width: TILE_WIDTH });
      if (!(await this.outside.read(name))) break;
      names.unshift(name);
    }
    // The oldest first: a crash leaves a run up to `below`, which the next call finds.
    for (const name of names) await this.outside.remove(name);
  }

  /** Writes down that the copy is whole for `note`, and one checkpoint an hour that is never replaced. */
  async finish(note: string, verifierKeys: readonly string[], at: Date): Promise<void> {
    await this.outside.write({
      name: 'verifier-keys',
      bytes: Buffer.from(verifierKeys.map(key => `${key}\n`).join('')),
    });
    // A crash here leaves files that no checkpoint speaks of.
    await this.outside.write({ name: 'checkpoint', bytes: Buffer.from(note) });
    // A crash here leaves an hour without a checkpoint of its own; the next run of that hour writes it.
    const hourly = `hourly/${at.toISOString().slice(0, HOUR)}.checkpoint`;
    if (!(await this.outside.read(hourly)))
      await this.outside.write({ name: hourly, bytes: Buffer.from(note), lasting: true });
  }

  async #bytes(address: TileAddress): Promise<Buffer> {
    const bytes = await this.outside.read(tilePath(address));
    if (!bytes) throw new TileMissing(`the copy has no ${tilePath(address)}`);
    return bytes;
  }
}

function unreadable(cause: unknown): DomainError {
  const sentence = `TALLENNE_LOG_COPY_URL: the copy of the log cannot be read (${errnoOf(cause) ?? 'failed'}).`;
  return new DomainError('unavailable', 'log-copy-unreadable', sentence, {}, { cause });
}
