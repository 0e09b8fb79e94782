import { addDays, helsinkiDay } from '../../../src/kernel/calendar.js';
import { DEMO_PASSWORD } from '../../../src/server/demo-accounts.js';
import { Client } from '../client.js';

/** Makes something in the demo that waits for a second person, of each kind that a dialog shows. */
export async function makeWaiting(origin: string): Promise<void> {
  const as = (username: string) => new Client(origin).signIn(username, DEMO_PASSWORD);
  const until = addDays(helsinkiDay(new Date()), 60);
  const handler = await as('risto.reklamaatio');
  const held = { kind: 'complaint', reference: 'V-9', necessity: 'Asia on kesken.', until };
  await made(handler, `/recordings/${await firstOf(handler, '/recordings?limit=1')}/holds`, held);
  const agent = await as('maija.malli');
  const wrong = { ground: 'private-call', reason: 'Soittaja luuli soittavansa sisarelleen.' };
  await made(agent, `/recordings/${await firstOf(agent, '/recordings?limit=1')}/erasure`, wrong);
  const trainer = await as('kirsi.koulu');
  const course = { course: 'KURSSI-7', necessity: 'Hyvä esimerkki vaikeasta puhelusta.', until };
  await made(trainer, `/recordings/${await firstOf(trainer, '/recordings?limit=1')}/training-copies`, course);
  const administrator = await as('yrjo.yllapito');
  await made(administrator, '/departures', { to: 'Uusi järjestelmä', reason: 'Sopimus päättyy' });
}

async function firstOf(client: Client, path: string): Promise<string> {
  const { items } = (await client.get(path)).body as { items: { id: string }[] };
  if (!items[0]) throw new Error(`The demo has nothing at ${path}.`);
  return items[0].id;
}

async function made(client: Client, path: string, body: object): Promise<void> {
  const { status, body: answer } = await client.post(path, body);
  if (status !== 201) throw new Error(`${path} answered ${status} ${String(answer.code)}.`);
}
