import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Head, LogHead } from '../integration/log-head.js';
import type { LogTiles } from '../integration/log-tiles.js';
import { entriesOf } from '../tree/entries.js';
import { HASH_BYTES, leafHash } from '../tree/hashes.js';
import { provesConsistency } from '../tree/proofs.js';
import { TreeInMemory } from '../tree/testing/tree-in-memory.js';
import { FollowLog } from './follow-log.js';
import type { LogEntries } from './log-entries.js';

const SIZE = 600;
const leaves = Array.from({ length: SIZE }, (_, index) => Buffer.from(`{"n":${index}}`));

describe('the log for those who follow it', () => {
  const tree = new TreeInMemory();
  const rootAt = new Map<number, Buffer>();

  beforeAll(() => {
    for (const leaf of leaves) {
      tree.append([leafHash(leaf)]);
      rootAt.set(tree.size, tree.edge.root());
    }
  });

  const following = (head: Partial<Head> = {}) => {
    const now = { size: SIZE, checkpoint: 'the note', prunedTo: 0, ...head };
    const entries = { read: (first: number, width: number) => Promise.resolve(leaves.slice(first, first + width)) };
    // It reads nothing else of them.
    return new FollowLog(
      { read: () => Promise.resolve(now) } as unknown as LogHead,
      { read: tree.read } as unknown as LogTiles,
      entries as unknown as LogEntries,
    );
  };
  const hashes = (first: number, width: number) => Buffer.concat(leaves.slice(first, first + width).map(leafHash));

  it('begins with the latest checkpoint', async () => {
    expect(await following().checkpoint()).toBe('the note');
  });

  it('is served in tiles of hashes, full and partial', async () => {
    expect(await following().tile('0/000')).toEqual(hashes(0, 256));
    expect(await following().tile('0/002.p/88')).toEqual(hashes(512, 88));
    expect(await following().tile('1/000.p/2')).toHaveLength(2 * HASH_BYTES);
  });

  it('is served in bundles of events', async () => {
    expect(entriesOf(await following().tile('entries/001'))).toEqual(leaves.slice(256, 512));
    expect(entriesOf(await following().tile('entries/002.p/88'))).toEqual(leaves.slice(512));
  });

  it('is served in the partial tiles of an earlier checkpoint too', async () => {
    expect(await following().tile('0/002.p/3')).toEqual(hashes(512, 3));
    expect(await following().tile('0/000.p/255')).toEqual(hashes(0, 255));
    expect(entriesOf(await following().tile('entries/000.p/1'))).toEqual(leaves.slice(0, 1));
    expect(await following().tile('1/000.p/1')).toHaveLength(HASH_BYTES);
  });

  it.each([
    '0/002',
    '0/002.p/89',
    '0/003.p/1',
    'entries/002',
    'entries/002.p/89',
    '1/000',
    '1/000.p/3',
    '2/000.p/1',
    'x',
    '',
  ])('has nothing at %j', async path => {
    await expect(following().tile(path)).rejects.toMatchObject({ kind: 'not-found', code: 'not-found' });
  });

  it('says of events that were kept to their end that they are gone; their hashes stay', async () => {
    const pruned = following({ prunedTo: 256 });
    await expect(pruned.tile('entries/000')).rejects.toMatchObject({
      kind: 'gone',
      code: 'entries-pruned',
      message: 'These events were kept to their end; their hashes are in the tiles.',
    });
    expect(entriesOf(await pruned.tile('entries/001'))).toEqual(leaves.slice(256, 512));
    expect(await pruned.tile('0/000')).toEqual(hashes(0, 256));
  });

  it.each([1, 255, 256, 300, 599, 600])('is proven to begin with its first %d leaves', async from => {
    const proof = await following().consistency(from);
    expect(proof).toMatchObject({ from, to: SIZE, checkpoint: 'the note' });
    const [earlier, now] = [from, SIZE].map(size => ({ size, root: rootAt.get(size) ?? Buffer.alloc(0) }));
    if (!earlier || !now) throw new Error('no roots');
    expect(provesConsistency(earlier, now, proof.hashes)).toBe(true);
  });

  it('has no proof from a size that it has not reached', async () => {
    await expect(following().consistency(SIZE + 1)).rejects.toMatchObject({ code: 'not-found' });
  });
});
