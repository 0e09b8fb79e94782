import { describe, expect, it } from '@jest/globals';
import type { InboxPlace } from '../../../platform/files/inbox/inbox-place.js';
import { Rounds } from './rounds.js';

const NOTHING = { taken: 0, withheld: 0 };

/** A place with more files than are looked at in one round; what else a place does, no round asks for. */
function endless(source: string, ended: () => void): InboxPlace {
  async function* walk() {
    try {
      for (;;) yield await Promise.resolve(null);
    } finally {
      ended();
    }
  }
  return { source, walk } as unknown as InboxPlace;
}

describe('rounds', () => {
  it('leave a walk whose source is gone, so that none is under way for ever', async () => {
    const ended: string[] = [];
    const rounds = new Rounds(
      () => Promise.resolve(NOTHING),
      () => undefined,
    );
    const [one, other] = ['one', 'other'].map(source => endless(source, () => ended.push(source)));
    await rounds.go([one, other].filter(place => place !== undefined));
    expect(rounds.isUnderWay).toBe(true);
    await rounds.go([other].filter(place => place !== undefined));
    expect([ended, rounds.isUnderWay]).toEqual([['one'], true]);
    await rounds.go([]);

    expect([ended, rounds.isUnderWay]).toEqual([['one', 'other'], false]);
  });

  it('add up what was taken, what stores withheld, and the places that fail', async () => {
    const rounds = new Rounds(
      source => (source === 'bad' ? Promise.reject(new Error('no')) : Promise.resolve({ taken: 2, withheld: 1 })),
      () => undefined,
    );
    const places = ['bad', 'one', 'other'].map(source => endless(source, () => undefined));

    expect(await rounds.go(places)).toEqual({ taken: 4, failed: 1, withheld: 2 });
  });
});
