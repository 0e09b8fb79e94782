import { describe, expect, it } from '@jest/globals';
import { inTime } from './in-time.js';

describe('what is done in time', () => {
  it('is done once where it succeeds', async () => {
    let done = 0;
    await inTime(() => Promise.resolve(void (done += 1)), 1000);
    expect(done).toBe(1);
  });

  it('is tried again where it fails', async () => {
    let tried = 0;
    const work = () => Promise.resolve().then(() => (++tried < 3 ? Promise.reject(new Error('no')) : undefined));
    await inTime(work, 5000);
    expect(tried).toBe(3);
  });

  it('has failed where it hangs', async () => {
    await expect(inTime(() => new Promise(() => undefined), 20)).rejects.toThrow("couldn't find out in time");
  });

  it('has failed where it never succeeds, and is not tried any more', async () => {
    let tried = 0;
    const work = () => Promise.resolve().then(() => Promise.reject(new Error(`no ${(tried += 1)}`)));
    await expect(inTime(work, 250)).rejects.toThrow("couldn't find out in time");
    const before = tried;
    await new Promise(resolve => setTimeout(resolve, 250));
    expect(tried).toBe(before);
  });
});
