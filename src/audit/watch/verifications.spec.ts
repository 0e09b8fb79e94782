import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MovableClock } from '../../kernel/clock.js';
import { temporaryFolder, type TemporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import type { Database, Run, Statement } from '../../platform/database/index.js';
import { SmallLog } from '../copy/testing/small-log.js';
import { Verifications } from './verifications.js';

describe('the verification of a night', () => {
  let folder: TemporaryFolder;
  let log: SmallLog;

  beforeEach(async () => {
    folder = await temporaryFolder();
    log = await SmallLog.of(0, folder.path);
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  /** What claiming comes to where there is no row yet, and this many are begun. */
  function claimed(begun: object[]) {
    const run = ({ name }: Statement) => Promise.resolve(name === 'log-verification-begin' ? begun : []);
    const statements = (work: (on: Run) => Promise<unknown>) => work(run as Run);
    const clock = new MovableClock(new Date('2026-11-24T02:00:00Z'));
    return new Verifications({ statements } as unknown as Database, log.keys, clock).claim(); // nothing else is asked
  }

  it('is taken by whoever begins it', async () => {
    expect(await claimed([{}])).toMatchObject({ night: '2026-11-24', finishedAt: null });
  });

  it('is left to the other where two instances begin it at once', async () => {
    expect(await claimed([])).toBeNull();
  });
});
