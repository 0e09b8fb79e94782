import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import { HASH_BYTES } from '../tree/hashes.js';
import { TILE_WIDTH } from '../tree/tiles.js';

/** A tile that should be there is not, or is shorter: the log has been changed. */
export class TileMissing extends Error {}

/** Reads the tiles of the tree: full ones as they are kept, partial ones from the level below. */
@Injectable()
export class LogTiles {
  constructor(private readonly database: Database) {}

  /**
   * The first `width` hashes of a tile, one after the other.
   * @throws TileMissing
   */
  readonly read = async (level: number, index: number, width: number): Promise<Buffer> => {
    const [full] = await this.database.query<{ hashes: Buffer }>(FULL, [level, index]);
    const hashes = full ? full.hashes : await this.#partial(level, index * TILE_WIDTH, width);
    if (hashes.length < width * HASH_BYTES) throw new TileMissing(`tile ${level}/${index} is not whole`);
    return hashes.subarray(0, width * HASH_BYTES);
  };

  async #partial(level: number, first: number, width: number): Promise<Buffer> {
    const rows =
      level === 0
        ? await this.database.query<{ hash: Buffer }>(LEAVES, [first, first + width])
        : await this.database.query<{ hash: Buffer }>(ROOTS, [level - 1, first, first + width]);
    return Buffer.concat(rows.map(({ hash }) => hash));
  }
}

const FULL: Statement = {
  name: 'log-tile-full',
  text: 'select hashes from audit_tile where level = $1 and index = $2',
};

const LEAVES: Statement = {
  name: 'log-tile-leaves',
  text: 'select hash from audit_leaf where index >= $1 and index < $2 order by index',
};

const ROOTS: Statement = {
  name: 'log-tile-roots',
  text: 'select root as hash from audit_tile where level = $1 and index >= $2 and index < $3 order by index',
};
