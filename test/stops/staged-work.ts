import { OpenCampaignReviews } from '../../src/access/campaigns/open-campaign-reviews.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { AuditTrail, THE_SYSTEM } from '../../src/audit/index.js';
import { addDays, addMonths, helsinkiDay, parseDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import { Database } from '../../src/platform/database/index.js';
import { Dossiers } from '../../src/recordings/index.js';
import { RunPurges } from '../../src/retention/index.js';
import { CarryOutErasure } from '../../src/retention/erasures/carry-out-erasure.js';
import { moveCaseDay } from '../../src/rights/case/move-case-day.js';
import { LookAtCases } from '../../src/rights/search/look-at-cases.js';
import { wav } from '../support/audio.js';
import type { Answer } from '../support/client.js';
import type { Inbox } from '../support/inbox.js';
import { callMetadata } from '../support/metadata.js';
import { EffectScenes } from '../support/rights-effects.js';
import { A_REQUEST, RightsScenes } from '../support/rights.js';
import type { TestServer } from '../support/server.js';
import { TusClient } from '../support/tus.js';

/** What work is left in. */
export interface Workplace {
  readonly server: TestServer;
  readonly inbox: Inbox;
  /** What checkpoints of the keys' cluster do by and by. */
  readonly letWalGo: () => Promise<void>;
}

const REASON = 'Testi';
const PRIVATE = { ground: 'private-call', reason: REASON };
const DAY_MS = 86_400_000;

/** What an ordinary night leaves a job without, by its name: work that a crash, a rare act or an outsider leaves. */
export const STAGED: Readonly<Record<string, (place: Workplace) => Promise<unknown>>> = {
  'ApplyRules.look': adoptRule,
  'CertifyDestroyedItemsJob.look': destroyItem,
  'ContinueEffects.everyMinute': object,
  'ContinueEffects.everyTenMinutes': freeWaitingErasure,
  'ContinueErasures.look': breakOffErasure,
  'CopyJob.look': integrate,
  'EndNotesJob.onSchedule': sampleHeld,
  'ExpireUploads.onSchedule': abandonUpload,
  'ForgetOldSignIns.onSchedule': failSignIn,
  'ForgetOpenIdLeftovers.onSchedule': seeStranger,
  'KeepOpenCasesJob.look': endCaseSoon,
  'LookAtCasesJob.onSchedule': leaveUnsearched,
  'LookAtCasesJob.atNight': loseHolds,
  'OpenCampaignReviews.onSchedule': openCampaign,
  'PruneLogJob.look': sayLongAgo,
  'SettleFinalDays.onSchedule': endDay,
  'StreamJob.look': integrate,
  'WatchFolders.look': putCall,
  'WatchFolders.sweep': forgetFile,
};

/** Jobs for which the month must be about to end: all other nights know both months already. */
export const AT_END_OF_MONTH = 'PrepareMonths.look';

/** The day before the last day of the month of `today`, or of the next one where that is over. */
export function dayBeforeNewMonth(today: Day): Day {
  const last = lastOfMonth(today);
  return today < last ? addDays(last, -1) : addDays(lastOfMonth(addDays(today, 1)), -1);
}

function lastOfMonth(day: Day): Day {
  return addDays(addMonths(parseDay(`${day.slice(0, 7)}-01`), 1), -1);
}

/** Two administrators have every call kept for a day longer than before. */
async function adoptRule({ server }: Workplace): Promise<void> {
  const [yrjo, paula] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
  const { body } = must(await yrjo.get('/retention/rules'), 'the rules');
  const versions = (body.items as readonly object[]).length;
  const wanted = { kind: 'days', days: 61 + versions, clause: 'Testi', inForceFrom: helsinkiDay(server.clock.now()) };
  const proposed = must(
    await yrjo.post('/retention/rules', { ...wanted, appliesToEarlier: true, reason: REASON }),
    'a rule',
  );
  const { version } = proposed.body.rule as { readonly version: number };
  const decision = { outcome: 'adopted', reason: REASON };
  must(await paula.post(`/retention/rules/${version}/decision`, decision), 'the adoption of a rule');
}

/** Of a call of which nobody said that its caller was told. */
async function destroyItem({ server }: Workplace): Promise<void> {
  const metadata = callMetadata(server.clock.now(), { notice: { played: false } });
  const { body } = must(await server.ingest().deliver(metadata, wav({ seconds: 0.2 })), 'a call without a notice');
  const liisa = await server.as('liisa.lupa');
  must(
    await liisa.post(`/quarantined-items/${String(body.quarantineId)}/destruction`, { reason: REASON }),
    'destruction',
  );
}

/** What a person objects to is restricted by itself until it is weighed. */
async function object({ server }: Workplace): Promise<void> {
  const scenes = new EffectScenes(server);
  await scenes.takenUp(await server.as('oili.oikeus'), ['objection'], [await scenes.deliver()]);
}

/** An erasure that waited for the end of a hold which is not there any more. */
async function freeWaitingErasure({ server }: Workplace): Promise<void> {
  const scenes = new EffectScenes(server);
  const taken = await scenes.takenUp(await server.as('oili.oikeus'), ['erasure'], [await scenes.deliver()]);
  await server.sql(`update rights_claim set state = 'waiting' where case_id = $1`, [taken.id]);
  await server.sql(`update rights_case set state = 'answered', answered_at = $2 where id = $1`, [
    taken.id,
    server.clock.now(),
  ]);
}

/** As a process leaves it that dies right after two people have decided. */
async function breakOffErasure({ server }: Workplace): Promise<void> {
  const { id } = await new EffectScenes(server).deliver();
  const [risto, liisa] = [await server.as('risto.reklamaatio'), await server.as('liisa.lupa')];
  const { body } = must(await risto.post(`/recordings/${id}/erasure`, PRIVATE), 'an erasure');
  await without(server.app.get(CarryOutErasure), 'attempt', async () => {
    must(await liisa.post(`/erasures/${String(body.id)}/confirmation`), 'the confirmation of an erasure');
  });
}

/** Everything that is held beyond its ordinary day lies in a sample. */
async function sampleHeld({ server }: Workplace): Promise<void> {
  const now = server.clock.now();
  const [sample] = await server.sql<{ id: string }>(
    `insert into weekly_sample (id, queue, week_on, wanted, drawn, seed, pool_ids, drawn_by, drawn_at)
     select $1::uuid, 'jono-' || $1::uuid, date_trunc('week', $2::timestamptz)::date, 1, 1, '', '{}', id, $2
     from staff where username = 'liisa.lupa' returning id`,
    [newId(now), now],
  );
  await server.sql(
    `insert into sampled_call (recording_id, sample_id, place)
     select id, $1, 1 from recording where ordinary_due_on <= $2::date and due_on > $2::date on conflict do nothing`,
    [sample?.id, helsinkiDay(now)],
  );
}

async function abandonUpload({ server }: Workplace): Promise<void> {
  const tus = new TusClient(server);
  const id = await tus.begun(callMetadata(server.clock.now()), 50_000);
  await tus.append(id, 0, wav({ seconds: 0.1 }).subarray(0, 1000));
  await server.sql('update upload set expires_at = created_at');
}

async function failSignIn({ server }: Workplace): Promise<void> {
  await server.anonymous().post('/sessions', { username: 'ei.ketaan', password: 'ei mikään oikea salasana' });
  await server.sql(`update sign_in_throttle set last_failed_at = last_failed_at - interval '60 days'`);
  await server.sql(`update session set ended_at = ended_at - interval '400 days' where ended_at is not null`);
}

async function seeStranger({ server }: Workplace): Promise<void> {
  const now = server.clock.now();
  await server.sql(
    `insert into external_identity_seen (id, issuer, subject, username_hint, name_hint, seen_at)
     values ($1::uuid, 'https://id.example.org', $1::uuid::text, '', '', $2)`,
    [newId(now), new Date(now.getTime() - 400 * DAY_MS)],
  );
}

/** A case that is open still on the day before its last one. */
async function endCaseSoon({ server }: Workplace): Promise<void> {
  const { id } = await new RightsScenes(server).register(await server.as('oili.oikeus'));
  const dossiers = server.app.get(Dossiers);
  const soon = addDays(helsinkiDay(server.clock.now()), 2);
  const moved = await server.app.get(Database).transaction(em => moveCaseDay(em, dossiers, id, soon));
  await dossiers.settle(moved);
}

/** A case whose person is in a call, as a process leaves it that dies right after the registration. */
async function leaveUnsearched({ server }: Workplace): Promise<void> {
  await deliverOfRequest(server);
  await without(server.app.get(LookAtCases), 'soon', async () => {
    await new RightsScenes(server).register(await server.as('oili.oikeus'));
  });
}

/** Somebody has ended, beside the case, what held what was found for it. */
async function loseHolds({ server }: Workplace): Promise<void> {
  await deliverOfRequest(server);
  const oili = await server.as('oili.oikeus');
  const { id } = await new RightsScenes(server).register(oili);
  const holds = await server.sql<{ id: string }>(
    'select hold_id as id from rights_recording where case_id = $1 and hold_id is not null',
    [id],
  );
  for (const hold of holds) must(await oili.post(`/holds/${hold.id}/release`, { reason: REASON }), 'a release');
}

async function deliverOfRequest(server: TestServer): Promise<void> {
  const caller = { category: 'unknown', name: 'Testi Soittaja', phone: A_REQUEST.person.phone };
  await new EffectScenes(server).deliver({ caller });
}

/** As a process leaves it that dies right after the people were written down. */
async function openCampaign({ server }: Workplace): Promise<void> {
  const yrjo = await server.as('yrjo.yllapito');
  await server.sql('update access_review set closed_at = $1 where closed_at is null', [server.clock.now()]);
  await without(server.app.get(OpenCampaignReviews), 'onSchedule', async () => {
    must(await yrjo.post('/review-campaigns', { reason: REASON }), 'a campaign');
  });
}

/** What is told outside is in the tree before. */
async function integrate({ server }: Workplace): Promise<void> {
  await server.app.get(IntegrateEvents).execute();
}

/** A text of an event whose month is over, each time of an earlier one: a month whose key is gone takes no more texts. */
async function sayLongAgo({ server }: Workplace): Promise<void> {
  const now = server.clock.now();
  const texts = { reason: REASON };
  const [known] = await server.sql<{ months: number }>('select count(*)::int as months from audit_month');
  const longAgo = addMonths(helsinkiDay(now), -72 - (known?.months ?? 0));
  server.clock.moveTo(startOfDay(longAgo));
  await server.app.get(AuditTrail).recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM, texts });
  server.clock.moveTo(now);
}

/** What was purged is certified, and its final day waits for the last traces of its keys. */
async function endDay({ server, letWalGo }: Workplace): Promise<void> {
  server.clock.moveTo(startOfDay(addDays(helsinkiDay(server.clock.now()), 1)));
  await server.app.get(RunPurges).execute();
  await letWalGo();
}

async function putCall({ server, inbox }: Workplace): Promise<void> {
  const [name, audio] = [newId(server.clock.now()), wav({ seconds: 0.2 })];
  server.delivered.note(audio);
  await inbox.put('pbx-1', `${name}.wav`, audio);
  await inbox.put('pbx-1', `${name}.json`, JSON.stringify(callMetadata(server.clock.now())));
}

/** What is known of files that are not there any more. */
async function forgetFile({ server }: Workplace): Promise<void> {
  const long = new Date(server.clock.now().getTime() - 400 * DAY_MS);
  await server.sql(
    `insert into inbox_claim (source, digest, until, attempts) values ('pbx-1', decode(md5($1), 'hex'), $2, 1)`,
    [newId(long), long],
  );
}

/** Does `work` while `part` doesn't do its `method`, as if the process ended before it. */
async function without<Part extends object>(
  part: Part,
  method: keyof Part & string,
  work: () => Promise<void>,
): Promise<void> {
  Object.defineProperty(part, method, { value: () => Promise.resolve(), configurable: true });
  try {
    await work();
  } finally {
    Reflect.deleteProperty(part, method);
  }
}

/** @throws Error where it was refused: then there is less work than there should be */
export function must(answer: Answer, what: string): Answer {
  if (answer.status >= 300) throw new Error(`${what} answered ${answer.status} ${String(answer.body.code)}`);
  return answer;
}
