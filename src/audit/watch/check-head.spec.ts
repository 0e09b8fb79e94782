import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Head, LogHead } from '../integration/log-head.js';
import type { LogKeys } from '../integration/log-keys.js';
import { TileMissing, type LogTiles } from '../integration/log-tiles.js';
import { leafHash } from '../tree/hashes.js';
import type { TileReader } from '../tree/proofs.js';
import { TreeInMemory } from '../tree/testing/tree-in-memory.js';
import { CheckHead } from './check-head.js';

const ORIGIN = 'tallenne.example.org/log';

/** A log that the test changes as it likes. */
class Log {
  tree = new TreeInMemory();
  now: Head | null = null;
  signed = new Set<string>();
  read: TileReader = (level, index, width) => this.tree.read(level, index, width);

  grow(by: number, words = 'leaf'): void {
    const first = this.tree.size;
    this.tree.append(Array.from({ length: by }, (_, place) => leafHash(Buffer.from(`${words} ${first + place}`))));
    this.sign();
  }

  sign(over: Partial<Head> = {}): void {
    const { size } = this.tree;
    const checkpoint = `note ${size} ${this.tree.edge.root().toString('hex')}`;
    const head = { origin: ORIGIN, size, root: this.tree.edge.root(), checkpoint, signedAt: new Date(0), prunedTo: 0 };
    this.now = { ...head, ...over };
    this.signed.add(this.now.checkpoint);
  }
}

describe('the check of the head', () => {
  let log: Log;
  let check: CheckHead;

  beforeEach(() => {
    log = new Log();
    // It asks nothing else of them.
    check = new CheckHead(
      { find: () => Promise.resolve(log.now) } as unknown as LogHead,
      { read: (level: number, index: number, width: number) => log.read(level, index, width) } as unknown as LogTiles,
      { haveSigned: (note: string) => Promise.resolve(log.signed.has(note)) } as unknown as LogKeys,
    );
  });

  const NOT_CONTINUED = (leafIndex: number) => [{ kind: 'head-not-continued', eventId: null, leafIndex }];

  it('finds nothing before the log has begun, nor at its first sight', async () => {
    expect(await check.execute()).toEqual([]);
    log.grow(3);
    expect(await check.execute()).toEqual([]);
  });

  it('finds nothing while the log grows, or stands still', async () => {
    for (const by of [1, 2, 255, 400]) {
      log.grow(by);
      expect(await check.execute()).toEqual([]);
      expect(await check.execute()).toEqual([]);
    }
  });

  it('asks for no key and no tile while the log stands still', async () => {
    log.grow(3);
    await check.execute();
    log.signed.clear();
    log.read = () => Promise.reject(new TypeError('no database'));
    expect(await check.execute()).toEqual([]);
  });

  it.each<[string, (log: Log) => void]>([
    [
      'is shorter',
      at => {
        at.sign({ size: 2, checkpoint: 'shorter' });
      },
    ],
    [
      'has another name',
      at => {
        at.sign({ origin: 'example.org/other', checkpoint: 'renamed' });
      },
    ],
    [
      'has another name, with the note that was seen',
      at => {
        at.sign({ origin: 'example.org/other' });
      },
    ],
    ['is gone', at => void (at.now = null)],
    [
      'was signed by nobody whom the log knows',
      at => {
        at.grow(1);
        at.signed.clear();
      },
    ],
    [
      'is of another tree',
      at => {
        at.tree = new TreeInMemory();
        at.grow(5, 'another');
      },
    ],
    [
      'is of a tree that is not whole any more',
      at => {
        at.grow(300);
        at.read = () => Promise.reject(new TileMissing());
      },
    ],
  ])('finds that a head %s', async (_what, change) => {
    log.grow(3);
    await check.execute();
    change(log);
    expect(await check.execute()).toEqual(NOT_CONTINUED(3));
  });

  it('holds the log to the last good head until it continues that', async () => {
    log.grow(3);
    await check.execute();
    const good = log.now;
    log.sign({ size: 2, checkpoint: 'shorter' });
    expect(await check.execute()).toEqual(NOT_CONTINUED(3));
    expect(await check.execute()).toEqual(NOT_CONTINUED(3));
    log.now = good;
    expect(await check.execute()).toEqual([]);
  });

  it('finds nothing where the tiles cannot be read: it fails, and looks again', async () => {
    log.grow(3);
    await check.execute();
    log.grow(1);
    const read = log.read;
    log.read = () => Promise.reject(new TypeError('no database'));
    await expect(check.execute()).rejects.toThrow('no database');
    log.read = read;
    expect(await check.execute()).toEqual([]);
  });
});
