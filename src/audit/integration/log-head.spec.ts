import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { SystemClock } from '../../kernel/clock.js';
import { readConfig } from '../../platform/config/index.js';
import { temporaryFolder, type TemporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import type { Database, Statement } from '../../platform/database/index.js';
import { EMPTY_ROOT } from '../tree/hashes.js';
import { LogHead } from './log-head.js';
import { LogKeys } from './log-keys.js';

describe('the head of the log', () => {
  let folder: TemporaryFolder;
  let row: object | undefined;

  beforeEach(async () => {
    folder = await temporaryFolder();
    row = undefined;
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  /** On the one row, with the keys of a folder of that name. */
  function head(keysFolder = 'keys'): LogHead {
    const query = ({ name }: Statement, [origin, root, checkpoint, signed_at]: unknown[] = []) => {
      if (name === 'log-begin') row ??= { origin, size: 0, root, checkpoint, signed_at, pruned_to: 0 };
      return Promise.resolve(name === 'log-head' && row ? [row] : []);
    };
    const places = { TALLENNE_DATA_DIR: join(folder.path, 'data'), TALLENNE_KEYS_DIR: join(folder.path, keysFolder) };
    const database = { query } as unknown as Database; // it is asked nothing else
    return new LogHead(database, new LogKeys(readConfig(places)), new SystemClock());
  }

  it('is not there before the first start', async () => {
    expect(await head().find()).toBeNull();
    await expect(head().read()).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'log-not-begun',
      message: 'The log has not begun yet: start the server once.',
    });
  });

  it('is made by the first start, of an empty tree, and left as it is by the next', async () => {
    await head().onModuleInit();
    const first = await head().read();
    await head().onModuleInit();

    expect(first).toMatchObject({ size: 0, root: EMPTY_ROOT, prunedTo: 0 });
    expect(await head().read()).toEqual(first);
  });

  it('stops a start with keys that have not signed it', async () => {
    await head().onModuleInit();
    await new LogKeys(
      readConfig({ TALLENNE_DATA_DIR: join(folder.path, 'data'), TALLENNE_KEYS_DIR: join(folder.path, 'other') }),
    ).begin();

    await expect(head('other').onModuleInit()).rejects.toMatchObject({ kind: 'unavailable', code: 'log-keys-foreign' });
  });
});
