import type { Purpose } from '../../src/access/index.js';
import type { Day } from '../../src/kernel/calendar.js';
import { DueDays } from '../../src/platform/crypto/due-days.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { Database } from '../../src/platform/database/index.js';
import { Party } from '../../src/recordings/index.js';
import { indexValues, openParty } from '../../src/recordings/party-fields.js';
import type { TestServer } from './server.js';

interface Leg {
  readonly contact_id: string;
  readonly due_on: Day;
}

/** Holds a recording and its contact until a later day, as the holds of retention will do it (design §3, a move). */
export async function hold(server: TestServer, id: string, purposes: readonly Purpose[], until: Day): Promise<void> {
  const [leg] = await server.sql<Leg>('select contact_id, due_on from recording where id = $1', [id]);
  if (!leg) throw new Error('There is no such recording to hold.');
  const ring = server.app.get(KeyRing);
  await server.app.get(DueDays).ensure(until);
  for (const unit of [id, leg.contact_id]) await ring.copyTo(unit, leg.due_on, until);
  await server.sql('update recording set due_on = $2, hold_purposes = $3 where id = $1', [id, until, purposes]);
  await server.sql('update contact set due_on = $2 where id = $1', [leg.contact_id, until]);
  await moveIndex(server, leg.contact_id, until);
  for (const unit of [id, leg.contact_id]) await ring.drop(unit, leg.due_on);
}

async function moveIndex(server: TestServer, contactId: string, until: Day): Promise<void> {
  const ring = server.app.get(KeyRing);
  const [key, indexKey] = [await ring.open(contactId, until), await ring.indexKey(until)];
  await server.sql('delete from party_index where contact_id = $1', [contactId]);
  for (const party of await server.app.get(Database).entities().find(Party, { contactId })) {
    for (const value of indexValues(indexKey, openParty(key, party))) {
      await server.sql('insert into party_index values ($1, $2, $3, $4)', [value, party.id, contactId, until]);
    }
  }
}
