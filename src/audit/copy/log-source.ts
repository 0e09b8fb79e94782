import { Injectable } from '@nestjs/common';
import { LogKeys } from '../integration/log-keys.js';
import { LogTiles } from '../integration/log-tiles.js';
import { LogEntries } from '../serving/log-entries.js';
import type { KeptTile } from './outside-log.js';
import { entryBundle, TILE_WIDTH, type TileAddress } from '../tree/tiles.js';

/** What is copied: tiles and bundles of the database's log, and the keys that check it. */
@Injectable()
export class LogSource {
  constructor(
    private readonly tiles: LogTiles,
    private readonly entries: LogEntries,
    private readonly keys: LogKeys,
  ) {}

  async read({ level, index, width }: TileAddress): Promise<Buffer> {
    if (level !== 'entries') return this.tiles.read(level, index, width);
    return entryBundle(await this.entries.read(index * TILE_WIDTH, width));
  }

  /** The same for several, one after the other: the pool has other work. */
  async readAll(addresses: readonly TileAddress[]): Promise<KeptTile[]> {
    const tiles: KeptTile[] = [];
    for (const address of addresses) tiles.push({ address, bytes: await this.read(address) });
    return tiles;
  }

  /** Of retired keys too: the last checkpoint may be one that they alone have signed. */
  verifierKeys(): Promise<string[]> {
    return this.keys.trustedKeys();
  }
}
