import { expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import type { Database, Statement } from '../../platform/database/index.js';
import { UndertakingStandings } from './undertaking-standings.js';

const TODAY = parseDay('2026-11-24');
const VERSION = { version: '2026-1', in_force_on: '2026-01-01', grace_days: 0, acknowledged: false };

/** Standings of a database that answers by the names of statements. */
function standings(rows: Readonly<Record<string, readonly object[]>>): UndertakingStandings {
  const query = ({ name }: Statement) => Promise.resolve(rows[name] ?? []);
  return new UndertakingStandings({ query } as unknown as Database); // it calls nothing else
}

it('nobody is asked for an undertaking that is not there', async () => {
  await expect(standings({}).state('a', TODAY)).rejects.toThrow('There is no version of the undertaking.');
});

it('nobody is asked for an undertaking without its texts', async () => {
  const state = standings({ 'access-undertakings-of-person': [VERSION] }).state('a', TODAY);
  await expect(state).rejects.toThrow('A version of the undertaking has no texts.');
});
