import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../kernel/clock.js';
import { temporaryFolder, type TemporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import type { Database, Run, Statement } from '../../platform/database/index.js';
import { SmallLog } from '../copy/testing/small-log.js';
import { EMPTY_ROOT, leafHash } from '../tree/hashes.js';
import { LogGate } from '../watch/log-gate.js';
import { IntegrateEvents } from './integrate-events.js';
import type { KeysOnRecord } from './keys-on-record.js';

const HASH = leafHash(Buffer.from('{}'));

describe('giving events their places', () => {
  let folder: TemporaryFolder;
  let log: SmallLog;
  let claims: { claimed: number; hash: Buffer | null }[][];
  let moved: number[];
  let gate: LogGate;

  beforeEach(async () => {
    folder = await temporaryFolder();
    log = await SmallLog.of(0, folder.path);
    claims = [[{ claimed: 1, hash: HASH }]];
    moved = [];
    gate = new LogGate();
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  /** @param isMoved whether the head is still what was read when it is moved */
  function integrating(isMoved = true): IntegrateEvents {
    const head = {
      origin: 'tallenne.example.org/log',
      size: 0,
      root: EMPTY_ROOT,
      checkpoint: '',
      signed_at: new Date(),
    };
    const run = ({ name }: Statement, [size]: unknown[] = []) => {
      if (name === 'log-head-wait') return Promise.resolve([{ ...head, pruned_to: 0 }]);
      if (name === 'log-claim') return Promise.resolve(claims.shift() ?? [{ claimed: 0, hash: null }]);
      if (name === 'log-head-move' && isMoved) moved.push(Number(size));
      return Promise.resolve(name === 'log-head-move' && isMoved ? [{}] : []);
    };
    const statements = (work: (on: Run) => Promise<unknown>) => work(run as Run);
    const database = { query: () => Promise.resolve([{}]), statements } as unknown as Database; // something waits
    const onRecord = { tell: () => Promise.resolve(), committed: () => undefined } as unknown as KeysOnRecord;
    return new IntegrateEvents(database, log.keys, new SystemClock(), gate, onRecord);
  }

  it('goes on behind a whole batch, also where nothing of that got a place', async () => {
    claims.unshift([{ claimed: 4096, hash: null }]);

    expect(await integrating().execute()).toBe(1);
    expect([claims, moved]).toEqual([[], [1]]);
  });

  it('ends behind a batch that is not whole', async () => {
    claims.unshift([{ claimed: 4095, hash: null }]);

    expect(await integrating().execute()).toBe(0);
    expect([claims.length, moved]).toEqual([1, []]);
  });

  it('finds that the head was changed under its own lock', async () => {
    await expect(integrating(false).execute()).rejects.toMatchObject({ damage: 'head-moved', leafIndex: 0 });
  });

  it.each(['not-continued', 'copy-missing'] as const)('does nothing while the gate is closed as %s', async reason => {
    gate.close(reason);

    expect(await integrating().execute()).toBe(0);
    expect(claims).toHaveLength(1);
  });
});
