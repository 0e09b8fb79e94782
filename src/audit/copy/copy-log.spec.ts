import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { SystemClock } from '../../kernel/clock.js';
import { temporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import type { Database, Run } from '../../platform/database/index.js';
import { OutsideFolder } from '../../platform/files/outside-folder.js';
import type { LogHead } from '../integration/log-head.js';
import { AT_ONCE, batches, CopyLog, isPruned } from './copy-log.js';
import { OutsideLog } from './outside-log.js';
import { SmallLog } from './testing/small-log.js';

describe('what is copied together', () => {
  it.each([
    [0, []],
    [1, [1]],
    [16, [16]],
    [17, [16, 1]],
    [32, [16, 16]],
  ])('is, of %d files, in lists of %j', (count, sizes) => {
    const items = Array.from({ length: count }, (_, place) => place);
    const lists = [...batches(items, AT_ONCE)];
    expect(lists.map(({ length }) => length)).toEqual(sizes);
    expect(lists.flat()).toEqual(items);
  });
});

describe('a file of the copy', () => {
  it.each([
    ['entries', 0, 0, false],
    ['entries', 0, 256, true],
    ['entries', 1, 256, false],
    ['entries', 1, 512, true],
    [0, 0, 256, false],
    [1, 0, 65_536, false],
  ] as const)('at %s/%d is, of a log that was pruned to leaf %d, gone: %s', (level, index, prunedTo, gone) => {
    expect(isPruned({ level, index, width: 256 }, prunedTo)).toBe(gone);
  });
});

/** Stands where the copy has its row: tells `done` how far it is brought. */
function databaseOf(done: unknown[]): Database {
  const run = (({ name }, values) => {
    if (name === 'log-copy-done') done.push(values?.[0]);
    return Promise.resolve([{}]);
  }) as Run;
  const statements = (work: (on: Run) => Promise<unknown>) => work(run);
  return { query: () => Promise.resolve([]), statements } as unknown as Database; // it is asked nothing else
}

describe('a copy of the log', () => {
  it('ends where nobody waits for it any more, without a checkpoint, and another run brings it to its end', async () => {
    await using folder = await temporaryFolder();
    const log = await SmallLog.of(256 * AT_ONCE, folder.path);
    const outside = new OutsideLog(new OutsideFolder(join(folder.path, 'copy')));
    const done: unknown[] = [];
    const copy = new CopyLog(databaseOf(done), log.logHead, log.source, outside, new SystemClock());

    let steps = 0;
    await copy.execute(() => (steps += 1) < 2);
    expect([await outside.checkpoint(), (await outside.names()).length, done]).toEqual([null, AT_ONCE, []]);
    await copy.execute();
    expect([await outside.checkpoint(), done]).toEqual([log.head.checkpoint, [256 * AT_ONCE]]);
  });

  it('stays as it is where it is further than the log, and its row says how far', async () => {
    await using folder = await temporaryFolder();
    const log = await SmallLog.of(3, folder.path);
    const before = { ...log.head };
    await log.grow(2);
    const outside = await log.copied('copy');
    const done: unknown[] = [];
    const head = { read: () => Promise.resolve(before) } as unknown as LogHead; // it is asked nothing else
    const copy = new CopyLog(databaseOf(done), head, log.source, outside, new SystemClock());

    await copy.execute();
    expect([await outside.checkpoint(), done]).toEqual([log.head.checkpoint, [5]]);
  });
});
