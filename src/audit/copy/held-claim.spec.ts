import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Run } from '../../platform/database/index.js';
import { HeldClaim } from './held-claim.js';

describe('a claim that is held while files are written', () => {
  const asked: string[] = [];
  let failing: Error | null;
  let goesOn: jest.Mock<() => boolean>;
  let claim: HeldClaim;

  beforeEach(() => {
    jest.useFakeTimers();
    asked.length = 0;
    failing = null;
    goesOn = jest.fn<() => boolean>().mockReturnValue(true);
    const run: Run = ({ text }) => {
      asked.push(text);
      return failing ? Promise.reject(failing) : Promise.resolve([]);
    };
    claim = new HeldClaim(run, goesOn);
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const lasting = <T>(ms: number, value: T): Promise<T> =>
    new Promise(resolve => {
      setTimeout(() => {
        resolve(value);
      }, ms);
    });

  it('gives what was worked at, and says something on its connection before the database ends it', async () => {
    const during = claim.during(lasting(25_100, 'written'));
    await jest.advanceTimersByTimeAsync(25_100);
    expect(await during).toBe('written');
    expect(asked).toHaveLength(5);
    expect(goesOn).toHaveBeenCalledTimes(5);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(5);
  });

  it('waits no longer for what goes on without the claim', async () => {
    const during = claim.during(lasting(60_000, 'too late'));
    const ended = expect(during).rejects.toThrow('terminating connection');
    failing = new Error('terminating connection');
    await jest.advanceTimersByTimeAsync(5000);
    await ended;
  });

  it('is let go where the place outside does not answer', async () => {
    const ended = expect(claim.during(lasting(900_000, 'too late'))).rejects.toMatchObject({ name: 'NoAnswer' });
    await jest.advanceTimersByTimeAsync(310_000);
    await ended;
  });

  it('hands on what the work fails with', async () => {
    await expect(claim.during(Promise.reject(new TypeError('no place')))).rejects.toThrow('no place');
    expect(asked).toEqual([]);
  });
});
