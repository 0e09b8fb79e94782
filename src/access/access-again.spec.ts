import { describe, expect, it } from '@jest/globals';
import { MovableClock } from '../kernel/clock.js';
import type { EntityManager } from '../platform/database/index.js';
import { Access } from './access.js';
import type { PersonFactsReader } from './person-facts.js';
import { allowedBy, MAIJA } from './testing/person.js';

/** Is asked nothing. */
const NOTHING = {} as EntityManager & PersonFactsReader;

describe('what a machine may do, asked again at the end of what takes long', () => {
  it('is its one thing as before: it has no session that could have ended', async () => {
    const access = new Access(NOTHING, new MovableClock(new Date('2026-11-24T07:00:00Z')));
    const machine = { id: MAIJA, sessionId: null, accessEpoch: 1, address: '192.0.2.1' } as const;
    const { ability, person } = await access.again(NOTHING, { ...machine, kind: 'service', serviceRole: 'ingest' });
    expect([allowedBy(ability), person]).toEqual([['ingest Recording'], null]);
  });
});
