import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { LogHead, type Head } from '../integration/log-head.js';
import { parseCheckpoint } from '../tree/checkpoint.js';
import { TILE_WIDTH, tilesSince, type TileAddress } from '../tree/tiles.js';
import type { GoesOn } from '../looks.js';
import { HeldClaim } from './held-claim.js';
import { LogSource } from './log-source.js';
import { OutsideLog } from './outside-log.js';

/** Brings what the log has grown by to the copy outside; the caller has checked that the log continues it. */
@Injectable()
export class CopyLog {
  constructor(
    private readonly database: Database,
    private readonly head: LogHead,
    private readonly source: LogSource,
    private readonly outside: OutsideLog,
    private readonly clock: Clock,
  ) {}

  /**
   * One instance copies at a time; the others leave it to it. A log from zero takes as long as it takes: the claim is held meanwhile,
   * and without it nothing more is written.
   * @param goesOn is asked before each batch of files and now and then beside one; where it says no, the rest is left to another run
   */
  async execute(goesOn: GoesOn = () => true): Promise<void> {
    await this.database.query(BEGIN, [this.clock.now()]);
    await this.database.statements(async run => {
      const [claimed] = await run<object>(CLAIM);
      if (!claimed) return;
      const size = await this.#copy(await this.head.read(), new HeldClaim(run, goesOn));
      if (size === null) return;
      // A crash here leaves a copy that is further than its row says: the next run takes the copy's own word.
      await run(DONE, [size, this.clock.now()]);
    });
  }

  /** Null where it was not brought to its end. */
  async #copy({ size, checkpoint, prunedTo }: Head, claim: HeldClaim): Promise<number | null> {
    const there = parseCheckpoint((await this.outside.checkpoint()) ?? '')?.size ?? 0;
    if (there > size) return there;
    if (there < size) {
      for (const addresses of batches(tilesSince(there, size), AT_ONCE)) {
        if (!claim.goesOn()) return null;
        await claim.during(this.#bring(addresses, prunedTo));
      }
    }
    const keys = await this.source.verifierKeys();
    // A crash before this leaves tiles that no checkpoint speaks of; the next run writes them once more.
    await claim.during(this.outside.finish(checkpoint, keys, this.clock.now()));
    return size;
  }

  async #bring(addresses: readonly TileAddress[], prunedTo: number): Promise<void> {
    const kept = addresses.filter(address => !isPruned(address, prunedTo));
    await this.outside.keep(await this.source.readAll(kept));
    for (const address of kept) if (address.width === TILE_WIDTH) await this.outside.forgetParts(address);
  }
}

/** Files that are written together: a bundle of events has some 200 KiB. */
export const AT_ONCE = 16;

/** The items in lists of at most `size`. */
export function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Whether `address` is a bundle of events that were kept to their end. */
export function isPruned({ level, index }: TileAddress, prunedTo: number): boolean {
  return level === 'entries' && index * TILE_WIDTH < prunedTo;
}

const BEGIN: Statement = {
  name: 'log-copy-begin',
  text: `insert into audit_copy (place, size, copied_at) values ('outside', 0, $1) on conflict do nothing`,
};

/** No row where another instance is at it. */
const CLAIM: Statement = {
  name: 'log-copy-claim',
  text: `select from audit_copy where place = 'outside' for update skip locked`,
};

const DONE: Statement = {
  name: 'log-copy-done',
  text: `update audit_copy set size = $1, copied_at = $2 where place = 'outside'`,
};
