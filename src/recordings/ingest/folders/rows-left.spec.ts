import { describe, expect, it } from '@jest/globals';
import { RowsLeft } from './rows-left.js';

const AWAY = new Error('away');
const fail = () => Promise.reject<string>(AWAY);
const take = () => Promise.resolve('taken');

describe('rows of a document', () => {
  it('are taken behind one that fails, which is told at the end', async () => {
    const left = new RowsLeft();
    expect([await left.try(fail, 'left'), await left.try(take, 'left')]).toEqual(['left', 'taken']);
    expect(left.areNone).toBe(false);
    expect(() => {
      left.assertNone();
    }).toThrow(AWAY);
  });

  it('are none left where all were taken', async () => {
    const left = new RowsLeft();
    await left.try(take, 'left');
    expect(left.areNone).toBe(true);
    left.assertNone();
  });

  it('are not tried for ever where one after the other fails', async () => {
    const left = new RowsLeft();
    let tried = 0;
    const failing = () => {
      tried += 1;
      return fail();
    };
    for (let row = 0; row < 20; row += 1) await left.try(failing, 'left');
    await expect(left.try(failing, 'left')).rejects.toBe(AWAY);
    expect(tried).toBe(20);
  });

  it('are tried on where one was taken between those that fail', async () => {
    const left = new RowsLeft();
    for (let row = 0; row < 19; row += 1) await left.try(fail, 'left');
    await left.try(take, 'left');
    for (let row = 0; row < 20; row += 1) expect(await left.try(fail, 'left')).toBe('left');
  });
});
