import type { Day } from '../../src/kernel/calendar.js';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { hold } from './hold.js';
import type { TestPerson } from './people.js';
import type { TestServer } from './server.js';

/** Brings a person's only grant into a state, past the routes; the next request knows. */
export async function bringGrantInto(
  server: TestServer,
  { id, grantIds }: TestPerson,
  state: 'suspended' | 'expired',
): Promise<void> {
  const change = state === 'suspended' ? 'suspended = true' : `from_on = $2::date - 30, until_on = $2::date`;
  const values = state === 'suspended' ? [grantIds] : [grantIds, yesterday(server)];
  await server.sql(`update access_grant set ${change} where id = any($1)`, values);
  await server.sql('update staff set access_epoch = access_epoch + 1 where id = $1', [id]);
}

/** Brings a recording into a state that comes by time or by decisions, past the routes. */
export async function bringRecordingInto(
  server: TestServer,
  id: string,
  state: 'other queue' | 'restricted' | 'on hold past the ordinary day' | 'over',
): Promise<void> {
  if (state === 'other queue') await server.sql(`update recording set queue = 'on-call' where id = $1`, [id]);
  if (state === 'restricted') await server.sql('update recording set restricted = true where id = $1', [id]);
  if (state === 'over') {
    await server.sql('update recording set ordinary_due_on = $2, due_on = $2 where id = $1', [id, yesterday(server)]);
  }
  if (state === 'on hold past the ordinary day') {
    await hold(server, id, ['complaint'], addDays(helsinkiDay(server.clock.now()), 100));
    await server.sql('update recording set ordinary_due_on = $2 where id = $1', [id, yesterday(server)]);
  }
}

function yesterday({ clock }: TestServer): Day {
  return addDays(helsinkiDay(clock.now()), -1);
}
