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

  it('tells each of the failures, also of those that were told together', async () => {
    const each = new OneByOne();
    const [one, two, three] = ['one', 'two', 'three'].map(name => new Error(name));
    await each.try(() => Promise.reject(new AggregateError([one, two])));
    await each.try(() => Promise.reject(three ?? new Error()));
    expect(() => {
      each.assertAllDone();
    }).toThrow(expect.objectContaining({ errors: [one, two, three] }));
  });

  it('says nothing where all could be done', async () => {
    const each = new OneByOne();
    await each.try(() => Promise.resolve(true));
    each.assertAllDone();
  });
});
