import { expect, it } from '@jest/globals';
import { as, MAIJA, TODAY } from '../../access/testing/person.js';
import type { AuditTrail } from '../../audit/index.js';
import { MovableClock } from '../../kernel/clock.js';
import type { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ProposeDeparture } from './propose-departure.js';

const REQUESTER: Requester = { kind: 'staff', id: MAIJA, sessionId: null, accessEpoch: 1, address: '127.0.0.1' };

it('a departure is not proposed by whom the rules let propose none, past the route as well', async () => {
  // Neither is asked for anything.
  const [database, trail] = [{} as Database, {} as AuditTrail];
  const propose = new ProposeDeparture(database, trail, new MovableClock(new Date('2026-11-24T07:00:00Z')));
  const permissions = { ability: as('rights-officer'), person: null, today: TODAY };
  const wanted = { to: 'Uusi järjestelmä Oy', reason: 'Sopimus päättyy' };
  await expect(propose.execute(wanted, REQUESTER, permissions)).rejects.toMatchObject({ code: 'not-found' });
});
