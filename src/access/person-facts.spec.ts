import { beforeEach, describe, expect, it } from '@jest/globals';
import { parseDay } from '../kernel/calendar.js';
import type { Database } from '../platform/database/index.js';
import { PersonFactsReader } from './person-facts.js';
import { MAIJA } from './testing/person.js';
import type { UndertakingStandings } from './undertakings/undertaking-standings.js';

const REMEMBERED = 10_000;
const TODAY = parseDay('2026-11-24');

let read: string[];
let facts: PersonFactsReader;

/** People without grants, who have acknowledged nothing. */
beforeEach(() => {
  read = [];
  const database = { query: () => Promise.resolve([]) } as unknown as Database; // asked nothing else
  const undertakings = {
    of: (id: string) => {
      read.push(id);
      return Promise.resolve({ acknowledged: [], versions: [] });
    },
  } as unknown as UndertakingStandings; // asked nothing else
  facts = new PersonFactsReader(database, undertakings);
});

describe('what is known of who asks', () => {
  it('is read once for a day and an access epoch', async () => {
    const known = await facts.of({ id: MAIJA, accessEpoch: 1 }, TODAY);
    expect(await facts.of({ id: MAIJA, accessEpoch: 1 }, TODAY)).toBe(known);
    expect(read).toEqual([MAIJA]);
    await facts.of({ id: MAIJA, accessEpoch: 2 }, TODAY);
    await facts.of({ id: MAIJA, accessEpoch: 2 }, parseDay('2026-11-25'));
    expect(read).toEqual([MAIJA, MAIJA, MAIJA]);
  });

  it('is forgotten, and read again, where it would be of more people than are remembered', async () => {
    for (let n = 0; n < REMEMBERED; n += 1) await facts.of({ id: String(n), accessEpoch: 1 }, TODAY);
    await facts.of({ id: '0', accessEpoch: 1 }, TODAY);
    expect(read).toHaveLength(REMEMBERED);
    await facts.of({ id: MAIJA, accessEpoch: 1 }, TODAY);
    await facts.of({ id: '0', accessEpoch: 1 }, TODAY);
    expect(read.slice(REMEMBERED)).toEqual([MAIJA, '0']);
  });
});
