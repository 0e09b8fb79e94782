import { describe, expect, it } from '@jest/globals';
import { OneByOne } from './one-by-one.js';

describe('what is done one by one', () => {
  it('goes on after one that fails, and says at the end that one did', async () => {
    const each = new OneByOne();
    const failure = new Error('no');
    expect(await each.try(() => Promise.reject(failure))).toBeNull();
    expect(await each.try(() => Promise.resolve(7))).toBe(7);
    expect(() => {
      each.assertAllDone();
    }).toThrow(expect.objectContaining({ cause: failure }));
  });

  it('says nothing where all could be done', async () => {
    const each = new OneByOne();
    await each.try(() => Promise.resolve(true));
    each.assertAllDone();
  });
});
