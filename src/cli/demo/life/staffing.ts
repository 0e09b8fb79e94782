import { z } from 'zod';
import type { Purpose, Role } from '../../../access/index.js';
import { addDays, addMonths, helsinkiDay, startOfDay, type Day } from '../../../kernel/calendar.js';
import { DEMO_PASSWORD } from '../../../server/demo-accounts.js';
import { SeededRandom } from '../seeded-random.js';
import { administratorAtDesk, idOf, secondAdministratorAtDesk } from './administrator.js';
import { gives } from './gives.js';
import { anything, DemoClient } from './client.js';
import { addressOf, GUEST_ADDRESS } from './desks.js';
import { list, listen } from './listening.js';
import { minutes, seconds, type Activity, type Timeline } from './timeline.js';
import type { Surroundings } from './visits.js';

/** Somebody who joins the service desk during the demo's past. */
interface Newcomer {
  readonly username: string;
  readonly displayName: string;
  readonly title: string;
  readonly role: Role;
  readonly purposes: readonly Purpose[];
  readonly queues: 'all' | readonly string[];
  readonly ownCallsOnly: boolean;
}

const UNIT = 'Käyttäjätuki';
/** A trainer for the autumn, who leaves before it is over. */
const PAULA: Newcomer = {
  username: 'paula.poistuva',
  displayName: 'Paula Poistuva',
  title: 'Kouluttaja (määräaikainen)',
  role: 'trainer',
  purposes: ['internal-training'],
  queues: ['user-support', 'devices'],
  ownCallsOnly: false,
};
/** A new agent, who has not answered a call yet. */
const UUNO: Newcomer = {
  username: 'uuno.uusi',
  displayName: 'Uuno Uusi',
  title: 'Asiantuntija',
  role: 'agent',
  purposes: ['service-development'],
  queues: 'all',
  ownCallsOnly: true,
};
/** An agent who stands in for the team lead for a while. */
const DEPUTY = 'kaisa.koenimi';

const created = z.object({ id: z.uuid() });
const link = z.object({ id: z.uuid(), token: z.string() });
const half = z.object({ code: z.string() });
const me = z.object({ undertaking: z.object({ version: z.string() }) });

/** Adds what changes among the people until `until`: two come, one of them leaves, one is given a right and loses it. */
export function planStaffing(timeline: Timeline, until: Date, around: Surroundings): void {
  const on = (daysAgo: number, hour: number): Date => workingMoment(helsinkiDay(until), daysAgo, hour);
  timeline.add(on(66, 9), joins(PAULA, around));
  timeline.add(on(58, 13), listensForTraining(PAULA.username, around));
  timeline.add(on(37, 10), listensForTraining(PAULA.username, around));
  timeline.add(on(27, 15), leaves(PAULA.username, around));
  timeline.add(on(44, 8), standsIn(around));
  timeline.add(on(33, 17), standsInNoMore(around)); // when nobody else of the demo is at work
  timeline.add(on(18, 9), joins(UUNO, around));
}

/** One administrator names the person and makes the link, the other confirms; the person sets a password and signs; then comes the grant. */
async function* joins(newcomer: Newcomer, around: Surroundings): Activity {
  const { username, displayName, title } = newcomer;
  const administrator = await administratorAtDesk(around.server);
  yield seconds(50);
  const { id } = await administrator.post('/staff', { username, displayName, title, unit: UNIT }, created);
  yield seconds(15);
  const { id: enrolmentId, token } = await administrator.post(`/staff/${id}/enrolments`, {}, link);
  yield minutes(2);
  const second = await secondAdministratorAtDesk(around.server);
  yield seconds(30);
  const { code } = await second.post(`/enrolments/${enrolmentId}/confirmation`, {}, half, 200);
  await second.signOut();
  yield minutes(3);
  const person = new DemoClient(around.server, GUEST_ADDRESS);
  await person.post('/enrolments/completion', { token, code, password: DEMO_PASSWORD }, anything, 200);
  yield seconds(20);
  yield* signsUndertaking(person, username);
  yield* gives(administrator, id, grantFor(newcomer, around), around);
  yield seconds(30);
  await administrator.signOut();
}

async function* signsUndertaking(person: DemoClient, username: string): Activity {
  await person.signIn(username);
  const { undertaking } = await person.get('/me', me);
  yield minutes(2);
  await person.post('/me/undertaking', { version: undertaking.version, language: 'fi' }, anything, 204);
  yield seconds(10);
  await person.signOut();
}

function grantFor({ role, purposes, queues, ownCallsOnly }: Newcomer, { now }: Surroundings) {
  const fromOn = helsinkiDay(now());
  const reason = 'Uusi työntekijä, tehtävän mukainen käyttöoikeus';
  return { role, purposes, queues, units: 'all', ownCallsOnly, fromOn, untilOn: addMonths(fromOn, 6), reason };
}

async function* listensForTraining(username: string, around: Surroundings): Activity {
  const client = new DemoClient(around.server, GUEST_ADDRESS);
  await client.signIn(username);
  yield seconds(20);
  const sitting = { ...around, client, username, random: new SeededRandom(username) };
  for (const found of (await list(sitting)).slice(2, 4))
    yield* listen(sitting, found, { purpose: 'internal-training' });
  await client.signOut();
}

/** The administrator deactivates the person, who tries to sign in once more the next morning. */
async function* leaves(username: string, around: Surroundings): Activity {
  const administrator = await administratorAtDesk(around.server);
  yield seconds(40);
  const id = await idOf(username, administrator);
  await administrator.post(`/staff/${id}/deactivation`, { reason: 'Määräaikainen työsuhde päättyi' }, anything, 204);
  yield seconds(10);
  await administrator.signOut();
  yield minutes(17 * 60);
  await new DemoClient(around.server, GUEST_ADDRESS).failToSignIn(username, DEMO_PASSWORD);
}

/** The deputy may hear others' calls for three weeks. */
async function* standsIn(around: Surroundings): Activity {
  const administrator = await administratorAtDesk(around.server);
  yield seconds(45);
  const fromOn = helsinkiDay(around.now());
  const scope = { queues: 'all', units: 'all', ownCallsOnly: false };
  const purposes = ['service-development', 'internal-training'];
  const span = { fromOn, untilOn: addDays(fromOn, 21), reason: 'Palvelupäällikön sijaisuus' };
  const grant = { role: 'team-lead', purposes, ...scope, ...span };
  yield* gives(administrator, await idOf(DEPUTY, administrator), grant, around);
  yield seconds(20);
  await administrator.signOut();
}

/** The team lead is back early: the grant is revoked while the deputy sits at it, and acts at once. */
async function* standsInNoMore(around: Surroundings): Activity {
  const deputy = new DemoClient(around.server, addressOf(DEPUTY));
  await deputy.signIn(DEPUTY);
  yield seconds(30);
  const others = around.ledger.lately(around.now(), 20).find(({ call }) => call.agent.username !== DEPUTY);
  if (others) await deputy.get(`/recordings/${others.id}`, anything);
  yield seconds(30);
  yield* revokesDeputy(around);
  if (others) await deputy.beRefused(404, 'GET', `/recordings/${others.id}`);
  yield seconds(20);
  await deputy.signOut();
}

async function* revokesDeputy(around: Surroundings): Activity {
  const administrator = await administratorAtDesk(around.server);
  yield seconds(40);
  const held = await administrator.get(`/grants?staff=${await idOf(DEPUTY, administrator)}`, grants);
  const grant = held.items.find(({ role }) => role === 'team-lead');
  if (!grant) throw new Error('The deputy of the demo has no grant as team lead.');
  await administrator.post(`/grants/${grant.id}/revocation`, { reason: 'Sijaisuus päättyi aiemmin' }, anything, 200);
  yield seconds(15);
  await administrator.signOut();
}

const grants = z.object({ items: z.array(z.object({ id: z.uuid(), role: z.string() })) });

/** A full hour in Helsinki on the working day at or before the one that many days ago. */
function workingMoment(today: Day, daysAgo: number, hour: number): Date {
  const day = addDays(today, -daysAgo);
  const weekday = new Date(day).getUTCDay();
  const back = weekday === 6 ? 1 : weekday === 0 ? 2 : 0;
  return new Date(startOfDay(addDays(day, -back)).getTime() + minutes(hour * 60));
}
