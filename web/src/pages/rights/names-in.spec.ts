import { describe, expect, it } from '@jest/globals';
import { namesIn } from './names-in.js';

describe('the names in a case', () => {
  it('are those of its officer and of whoever is in its journal', () => {
    const journal = [
      { actorId: 'a', actorName: 'Anna Aines' },
      { actorId: null, actorName: null },
      { actorId: 'gone', actorName: null },
    ];
    expect([...namesIn({ officerId: 'o', officerName: 'Oili Oikeus', journal })]).toEqual([
      ['o', 'Oili Oikeus'],
      ['a', 'Anna Aines'],
    ]);
    expect(namesIn({ officerId: null, officerName: null, journal: [] }).size).toBe(0);
  });
});
