import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../../kernel/errors.js';
import { LogHead, type Head } from '../integration/log-head.js';
import { LogTiles } from '../integration/log-tiles.js';
import { consistencyProof } from '../tree/proofs.js';
import { entryBundle, hasTile, parseTilePath, TILE_WIDTH, type TileAddress } from '../tree/tiles.js';
import { LogEntries } from './log-entries.js';

/** A proof that the log of one size begins with that of an earlier one. */
export interface ConsistencyProof {
  readonly from: number;
  readonly to: number;
  /** RFC 6962 §2.1.2. */
  readonly hashes: readonly Buffer[];
  readonly checkpoint: string;
}

/** Serves the log to whoever follows it: c2sp.org/tlog-tiles. */
@Injectable()
export class FollowLog {
  constructor(
    private readonly head: LogHead,
    private readonly tiles: LogTiles,
    private readonly entries: LogEntries,
  ) {}

  /** The latest signed checkpoint. */
  async checkpoint(): Promise<string> {
    return (await this.head.read()).checkpoint;
  }

  /**
   * The bytes of what `path` names: what stands behind `tile/`.
   * @throws DomainError `not-found` for what the tree does not have, `entries-pruned` for events that were kept to their end
   */
  async tile(path: string): Promise<Buffer> {
    const [address, head] = [parseTilePath(path), await this.head.read()];
    if (!address || !isServed(address, head)) throw notFound();
    const { level, index, width } = address;
    if (level !== 'entries') return this.tiles.read(level, index, width);
    if (index * TILE_WIDTH < head.prunedTo) throw pruned();
    return entryBundle(await this.entries.read(index * TILE_WIDTH, width));
  }

  /** @throws DomainError `not-found` for an earlier size that is larger than the log */
  async consistency(from: number): Promise<ConsistencyProof> {
    const { size, checkpoint } = await this.head.read();
    if (from > size) throw notFound();
    return { from, to: size, hashes: await consistencyProof(from, size, this.tiles.read), checkpoint };
  }
}

/** A follower asks for the partial tile of a checkpoint that may be a moment old, so any part of what is there is served. */
function isServed(address: TileAddress, { size }: Head): boolean {
  if (hasTile(address, size)) return true;
  const level = address.level === 'entries' ? 0 : address.level;
  return address.index * TILE_WIDTH + address.width <= Math.floor(size / TILE_WIDTH ** level);
}

function pruned(): DomainError {
  return new DomainError(
    'gone',
    'entries-pruned',
    'These events were kept to their end; their hashes are in the tiles.',
  );
}
