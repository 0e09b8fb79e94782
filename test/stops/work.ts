import { AuditTexts } from '../../src/audit/index.js';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import { dueOn, RULE_IN_FORCE } from '../../src/kernel/retention-rule.js';
import { Database } from '../../src/platform/database/index.js';
import { Notices } from '../../src/platform/notify/index.js';
import { wav } from '../support/audio.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson } from '../support/people.js';
import { RightsScenes } from '../support/rights.js';
import type { TestServer } from '../support/server.js';
import { AT_END_OF_MONTH, dayBeforeNewMonth, must, STAGED, type Workplace } from './staged-work.js';

const DAY_MS = 86_400_000;
/** After the hour from which the nightly jobs look. */
const AT_NIGHT_MS = 4.9 * 3_600_000;
/** Nobody who has asked for anything: what is found for a case is kept for it, and not purged. */
const SOMEBODY = { category: 'unknown', name: 'Joku Muu', phone: '+358409999999' };
const PURPOSE = { purpose: 'service-development', reference: 'INC-1' };
const AGENT = { role: 'agent', purposes: ['service-development'], ownCallsOnly: true };
const LEAD = { role: 'team-lead', purposes: ['service-development'] };

/**
 * Leaves something for every job to do, and for `job` what an ordinary night leaves it without; then lets a night come: afterwards it is
 * 04:54 in Helsinki of the next day, or of the last day of a month for the job that prepares the next one.
 */
export async function leaveWork(place: Workplace, job: string): Promise<void> {
  await leaveUsualWork(place.server);
  await STAGED[job]?.(place);
  await letNightCome(place.server, job);
}

async function letNightCome({ clock, app }: TestServer, job: string): Promise<void> {
  const today = helsinkiDay(clock.now());
  const day = job === AT_END_OF_MONTH ? dayBeforeNewMonth(today) : today;
  clock.moveTo(new Date(startOfDay(addDays(day, 1)).getTime() + AT_NIGHT_MS));
  if (job !== AT_END_OF_MONTH) await app.get(AuditTexts).prepare(clock.now());
}

/** Nobody answers here what the nights before have asked of the people of the desk: they would lose their grants. */
async function keepGrants(server: TestServer): Promise<void> {
  await server.sql(
    `update access_review set closed_at = $1, outcome = 'decided' where closed_at is null and kind = 'recertification'`,
    [server.clock.now()],
  );
}

async function leaveUsualWork(server: TestServer): Promise<void> {
  await keepGrants(server);
  const now = server.clock.now();
  const today = helsinkiDay(now);
  const due = await deliver(server, today);
  const held = await deliver(server, today);
  const heard = await deliver(server, null);
  const risto = await server.as('risto.reklamaatio');
  const liisa = await server.as('liisa.lupa');
  const wanted = { kind: 'complaint', reference: 'CASE-1', necessity: 'Testi', until: addDays(today, 1) };
  const { body } = must(await risto.post(`/recordings/${held}/holds`, wanted), 'a hold');
  must(await liisa.post(`/holds/${String(body.id)}/approval`, {}), 'the approval of a hold');
  for (const id of [heard, due]) must(await liisa.post(`/recordings/${id}/playbacks`, PURPOSE), 'a playback');
  await changeDuties(server, addDays(today, 1));
  await new RightsScenes(server).register(await server.as('oili.oikeus'));
  await tellSomething(server);
}

async function deliver(server: TestServer, day: Day | null): Promise<string> {
  const now = server.clock.now();
  const times = day === null ? {} : timesDueOn(day, now);
  const metadata = callMetadata(now, { ...times, caller: SOMEBODY });
  const answer = await server.ingest().deliver(metadata, wav({ seconds: 0.1, channels: 1 }));
  return String(must(answer, 'a delivery').body.id);
}

/** A call that ended so long ago that `day`, or the first one after it that can be, is its last day. */
function timesDueOn(day: Day, now: Date): { startedAt: string; endedAt: string } {
  for (let ago = 63; ago > 57; ago -= 1) {
    const endedAt = new Date(now.getTime() - ago * DAY_MS);
    if (dueOn(endedAt, RULE_IN_FORCE) >= day)
      return { startedAt: new Date(endedAt.getTime() - 60_000).toISOString(), endedAt: endedAt.toISOString() };
  }
  throw new Error(`no call is due on ${day}`);
}

/** A person whose duties change on `effectiveOn`; nobody decides the review. */
async function changeDuties(server: TestServer, effectiveOn: Day): Promise<void> {
  const manager = await addPerson(server, { grants: [LEAD] });
  const person = await addPerson(server, { grants: [AGENT] });
  await server.sql('update staff set manager_id = $1 where id = $2', [manager.id, person.id]);
  const yrjo = await server.as('yrjo.yllapito');
  const wanted = { unit: 'Muu yksikkö', effectiveOn, reason: 'Testi' };
  must(await yrjo.post(`/staff/${person.id}/duties`, wanted), 'a change of duties');
}

/** A message to the operator, by mail. */
async function tellSomething(server: TestServer): Promise<void> {
  const facts = { kind: 'purge-brake', state: 'raised', reason: 'clock-ahead' } as const;
  await server.app.get(Database).transaction(em => server.app.get(Notices).tell(em, facts, newId(server.clock.now())));
}
