import { z } from 'zod';
import { DEMO_ACCOUNTS } from '../../../server/demo-accounts.js';
import { DemoClient, type Server } from './client.js';
import { addressOf } from './desks.js';

const staff = z.object({ items: z.array(z.object({ id: z.uuid(), username: z.string() })) });

/** The administrator, signed in at their own machine. */
export async function administratorAtDesk(server: Server): Promise<DemoClient> {
  return atDesk(server, 0);
}

/** The other administrator, who decides what the first one proposes. */
export async function secondAdministratorAtDesk(server: Server): Promise<DemoClient> {
  return atDesk(server, 1);
}

async function atDesk(server: Server, which: number): Promise<DemoClient> {
  const account = DEMO_ACCOUNTS.filter(({ grants }) => grants.some(({ role }) => role === 'administrator'))[which];
  if (!account) throw new Error('The demo lacks an administrator.');
  const client = new DemoClient(server, addressOf(account.username));
  await client.signIn(account.username);
  return client;
}

/** The staff id of somebody, as an administrator finds it. */
export async function idOf(username: string, administrator: DemoClient): Promise<string> {
  const { items } = await administrator.post('/staff/searches', { name: username }, staff, 200);
  const person = items.find(one => one.username === username);
  if (!person) throw new Error('Somebody of the demo is not among the staff.');
  return person.id;
}
