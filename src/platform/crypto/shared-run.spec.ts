import { setImmediate } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import { SharedRun } from './shared-run.js';

/** Work that ends when it is told to. */
function heldWork() {
  const ends: ((failure?: Error) => void)[] = [];
  const run = new SharedRun(
    () =>
      new Promise<number>((resolve, reject) => {
        const number = ends.length;
        ends.push(failure => {
          if (failure === undefined) resolve(number);
          else reject(failure);
        });
      }),
  );
  return { run, ends };
}

describe('a shared run', () => {
  it('is one for all that join before it begins', async () => {
    const { run, ends } = heldWork();
    const joined = Promise.all([run.join(), run.join(), run.join()]);
    await setImmediate();
    ends[0]?.();

    await expect(joined).resolves.toEqual([0, 0, 0]);
    expect(ends).toHaveLength(1);
  });

  it('is one for those too that join a little later in the same turn', async () => {
    const { run, ends } = heldWork();
    const first = run.join();
    await Promise.resolve();
    const second = run.join();
    await setImmediate();
    ends[0]?.();

    await expect(Promise.all([first, second])).resolves.toEqual([0, 0]);
    expect(ends).toHaveLength(1);
  });

  it('begins after the joining: who joins during a run shares the next one', async () => {
    const { run, ends } = heldWork();
    const first = run.join();
    await setImmediate();
    const late = Promise.all([run.join(), run.join()]);
    await setImmediate();

    expect(ends).toHaveLength(1);
    ends[0]?.();
    await expect(first).resolves.toBe(0);
    await setImmediate();
    ends[1]?.();
    await expect(late).resolves.toEqual([1, 1]);
  });

  it('that fails, fails for those in it only', async () => {
    const { run, ends } = heldWork();
    const first = run.join();
    await setImmediate();
    const second = run.join();
    ends[0]?.(new Error('disk'));

    await expect(first).rejects.toThrow('disk');
    await setImmediate();
    ends[1]?.();
    await expect(second).resolves.toBe(1);
  });
});
