import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Alarms } from '../watch/alarms.js';
import type { IntegrateEvents } from './integrate-events.js';
import { IntegrationJob } from './integration.job.js';
import { LogDamaged } from './log-damaged.js';

/** An integration that ends when the test says so. */
function integration() {
  const ends: { resolve: (integrated: number) => void; reject: (error: unknown) => void }[] = [];
  const unlessUnderWay = jest.fn(
    () =>
      new Promise<number>((resolve, reject) => {
        ends.push({ resolve, reject });
      }),
  );
  const raise = jest.fn(() => Promise.resolve());
  // The job calls nothing but unlessUnderWay() and raise(), which is what the fakes have.
  const job = new IntegrationJob({ unlessUnderWay } as unknown as IntegrateEvents, { raise } as unknown as Alarms);
  return { ends, unlessUnderWay, raise, job };
}

describe('the integration job', () => {
  const error: unknown[][] = [];

  beforeEach(() => {
    error.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void error.push(said));
  });

  it('never integrates twice at the same time, and looks again afterwards', async () => {
    const { ends, unlessUnderWay, job } = integration();
    const looks = [job.look(), job.look()];
    expect(unlessUnderWay).toHaveBeenCalledTimes(1);

    ends[0]?.resolve(3);
    await Promise.all(looks);
    void job.look();
    expect(unlessUnderWay).toHaveBeenCalledTimes(2);
  });

  it('goes on after a failure, which it tells without the message, for that may hold what was read', async () => {
    const { ends, unlessUnderWay, raise, job } = integration();
    const first = job.look();
    ends[0]?.reject(new TypeError('a secret'));
    await expect(first).resolves.toBeUndefined();

    expect(raise).not.toHaveBeenCalled();
    expect(error.flat().join()).toContain('TypeError');
    expect(error.flat().join()).not.toContain('secret');
    void job.look();
    expect(unlessUnderWay).toHaveBeenCalledTimes(2);
  });

  it('raises an alarm that says what is wrong with a damaged log, and looks again', async () => {
    const { ends, unlessUnderWay, raise, job } = integration();
    const first = job.look();
    ends[0]?.reject(new LogDamaged('root-differs', 7));
    await first;

    expect(raise.mock.calls).toEqual([[{ kind: 'root-differs', eventId: null, leafIndex: 7 }]]);
    void job.look();
    expect(unlessUnderWay).toHaveBeenCalledTimes(2);
  });

  it('goes on where the alarm cannot be written either', async () => {
    const { ends, raise, job } = integration();
    raise.mockRejectedValueOnce(new RangeError('no database'));
    const first = job.look();
    ends[0]?.reject(new LogDamaged('root-differs', 7));
    await expect(first).resolves.toBeUndefined();

    expect(error.flat().join()).toContain('RangeError');
  });

  it('ends after what it is doing, and begins nothing more', async () => {
    const { ends, unlessUnderWay, job } = integration();
    void job.look();
    const ended = jest.fn();
    const ending = job.onModuleDestroy().then(ended);
    await new Promise(resolve => setImmediate(resolve));
    expect(ended).not.toHaveBeenCalled();

    ends[0]?.resolve(0);
    await ending;
    await job.look();
    expect(unlessUnderWay).toHaveBeenCalledTimes(1);
  });
});
