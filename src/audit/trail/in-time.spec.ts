import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DomainError } from '../../kernel/errors.js';
import { inTime } from './in-time.js';

const UNAVAILABLE = { kind: 'unavailable', code: 'log-unavailable' };

describe('what has to be recorded in time', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('is what it comes to, when it does', async () => {
    await expect(inTime(Promise.resolve('an id'))).resolves.toBe('an id');
  });

  it('is given up after two seconds, and not before', async () => {
    const settled = jest.fn();
    const waiting = expect(inTime(new Promise<never>(() => undefined)).finally(settled)).rejects.toMatchObject(
      UNAVAILABLE,
    );
    await jest.advanceTimersByTimeAsync(1999);
    expect(settled).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await waiting;
  });

  it.each([
    ['that was decided here', new DomainError('conflict', 'day-closed', '')],
    ['of a caller’s defect: too large a leaf', new RangeError('The leaf of an event is too large.')],
    ['of a caller’s defect: no JSON', new TypeError('An event must be a JSON value.')],
    ['of a row', Object.assign(new Error('a row'), { code: '23505' })],
  ])('fails with an error %s as it is', async (_what, error) => {
    await expect(inTime(Promise.reject(error))).rejects.toBe(error);
  });

  it.each([
    ['of the connection', Object.assign(new Error('lost'), { code: 'ECONNRESET' })],
    ['without a code', new Error('whatever')],
  ])('says of an error %s that the log is unavailable, with its cause', async (_what, cause) => {
    await expect(inTime(Promise.reject(cause))).rejects.toMatchObject({ ...UNAVAILABLE, cause });
  });
});
