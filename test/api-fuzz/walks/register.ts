import { AuditTrail } from '../../../src/audit/index.js';
import { Alarms } from '../../../src/audit/watch/alarms.js';
import { newId } from '../../../src/kernel/ids.js';
import { addPerson } from '../../support/people.js';
import { IntegrateEvents } from '../../../src/audit/integration/integrate-events.js';
import { idOf, type Walk } from '../walk.js';

const reason = 'Näin on sovittu.';
const RULE = { kind: 'days', days: 61, clause: '6 §', appliesToEarlier: false, reason };

/** A round of the auditor's with a finding, which its owner answers. */
export async function review(walk: Walk): Promise<void> {
  const [auditor, dpo, lead] = [
    await walk.as('auditor'),
    await walk.as('data-protection-officer'),
    await walk.as('team-lead'),
  ];
  await walk.server.app.get(AuditTrail).recordAlone({
    action: 'field.revealed',
    actor: { kind: 'staff', id: lead.id, sessionId: null, address: null },
  });
  await walk.server.app.get(IntegrateEvents).execute();
  const span = { fromOn: walk.today, toOn: walk.today };
  const round = idOf(await walk.post(auditor, '/audit/review-rounds', { ...span, sampleSize: 5 }));
  await walk.get(dpo, `/audit/review-rounds/${round}`);
  const found = (await walk.get(auditor, `/audit/review-rounds/${round}/items?limit=200`)) as {
    items?: { eventId: string }[];
  };
  const events = (found.items ?? []).map(({ eventId }) => eventId);
  const marks = `/audit/review-rounds/${round}/marks`;
  const finding = { mark: 'finding', text: 'Miksi?', ownerId: lead.id, dueOn: walk.inDays(14) };
  await walk.post(auditor, marks, { eventId: events[0], ...finding });
  const mark = walk.client(auditor);
  for (const eventId of events.slice(1)) await mark.post(marks, { eventId, mark: 'in-order' });
  const { items = [] } = (await walk.get(lead, '/me/findings')) as { items?: { id: string }[] };
  await walk.post(lead, `/me/findings/${items[0]?.id ?? ''}/answer`, { text: 'Asiakas pyysi.' });
  await walk.post(auditor, `/audit/findings/${items[0]?.id ?? ''}/outcome`, { outcome: 'no-fault', text: reason });
  await walk.post(auditor, `/audit/review-rounds/${round}/closure`);
  await followed(walk, events[0] ?? '');
}

async function followed(walk: Walk, event: string): Promise<void> {
  const auditor = await walk.as('auditor');
  await walk.get(auditor, `/audit/events/${event}`);
  await walk.get(auditor, `/audit/events/${event}/proof`);
  await walk.get(auditor, '/audit/log/consistency?from=1');
  await walk.post(auditor, '/audit/exports', { format: 'csv', from: '2026-11-24T00:00:00Z', to: walk.now });
}

/** What the self-audit would have found: an alarm, which closes playback until an auditor has cleared it. */
export async function alarm(walk: Walk): Promise<void> {
  const auditor = await walk.as('auditor');
  await walk.server.app.get(Alarms).raise({ kind: 'verification-finding', eventId: null, leafIndex: walk.number() });
  const [{ id } = { id: '' }] = await walk.server.sql<{ id: string }>(
    'select id from audit_alarm where cleared_at is null',
  );
  await walk.post(auditor, `/audit/alarms/${id}/clearance`, { reason });
}

/** The purge's brake, that a clock has raised. */
export async function brake(walk: Walk): Promise<void> {
  const [one, two] = [await walk.as('administrator'), await walk.as('administrator', 1)];
  await walk.server.sql(
    `insert into purge_brake (id, reason, by_ms, raised, raised_at) values ($1, 'clock-ahead', 1, true, $2)`,
    [newId(walk.server.clock.now()), walk.server.clock.now()],
  );
  await walk.post(one, '/retention/brake/release-proposal', { reason });
  await walk.post(two, '/retention/brake/release', { reason });
}

/** What is left of what is gone. */
export async function gone(walk: Walk): Promise<void> {
  const dpo = await walk.as('data-protection-officer');
  const newest = async (list: string) => {
    const { items = [] } = (await walk.get(dpo, `/retention/${list}`)) as {
      items?: { id?: string; unitId?: string }[];
    };
    return items[0]?.id ?? items[0]?.unitId ?? '';
  };
  await walk.get(dpo, `/retention/reconciliations/${await newest('reconciliations')}`);
  await walk.get(dpo, `/retention/purges/${await newest('purges')}`);
  const certificate = await newest('certificates');
  for (const form of ['', '.txt']) await walk.get(dpo, `/retention/certificates/${certificate}${form}`);
}

export async function incident(walk: Walk): Promise<void> {
  const [officer, second] = [await walk.as('rights-officer'), await walk.as('rights-officer', 1)];
  const dpo = await walk.as('data-protection-officer');
  const [{ id: recordingId }, { id: awareBy }] = [await walk.delivered(), await walk.as('agent')];
  const aware = { awareAt: new Date(walk.server.clock.now().getTime() - 3_600_000).toISOString(), awareBy };
  const id = idOf(await walk.post(officer, '/incidents', { ...aware, description: 'Kuunneltiin ilman tehtävää.' }));
  const at = `/incidents/${id}`;
  await walk.get(dpo, at);
  await walk.post(officer, `${at}/awareness`, { ...aware, reason });
  const listed = (await walk.post(officer, `${at}/listings`, { calls: 'kept', recordingIds: [recordingId] })) as {
    listings?: { number: number }[];
  };
  const listing = `${at}/listings/${listed.listings?.[0]?.number ?? 1}`;
  const { items = [] } = (await walk.get(officer, listing)) as { items?: { id: string; kind: string }[] };
  await walk.get(officer, `${listing}/recordings`);
  for (const form of ['csv', 'json']) await walk.get(dpo, `${listing}/file?form=${form}`);
  const caller = items.find(({ kind }) => kind === 'caller')?.id ?? '';
  await walk.post(officer, `${at}/people/${caller}/reveals`, { reason });
  await walk.post(officer, `${at}/notification`, { outcome: 'not-notified', reason });
  await walk.post(second, `${at}/notification/decision`, { outcome: 'confirmed', reason });
  await walk.post(officer, `${at}/communication`, { outcome: 'not-told', ground: 'no-high-risk', reason });
}

/** A rule that is proposed and discarded, one that is adopted, a processor, a departure. */
export async function rules(walk: Walk): Promise<void> {
  const [one, two] = [await walk.as('administrator'), await walk.as('administrator', 1)];
  const [officer, dpo] = [await walk.as('rights-officer'), await walk.as('data-protection-officer')];
  for (const outcome of ['discarded', 'adopted']) {
    const proposed = await walk.post(one, '/retention/rules', { ...RULE, inForceFrom: walk.inDays(40) });
    const { version } = proposed.rule as { version: number };
    await walk.get(dpo, `/retention/rules/${version}/preview`);
    await walk.post(two, `/retention/rules/${version}/decision`, { outcome, reason });
  }
  const processor = {
    ...{ name: `Konesali ${walk.number()}`, task: 'tallennustila', country: 'FI', subProcessors: [] },
    ...{ undertakingReference: 'S-1', undertakingOn: '2026-01-15' },
  };
  const { items = [] } = (await walk.post(one, '/processors', processor)) as { items?: { id: string; name: string }[] };
  const processorId = items.find(({ name }) => name === processor.name)?.id ?? '';
  await walk.put(one, `/processors/${processorId}`, { ...processor, ended: true });
  await walk.get(dpo, `/processors/${processorId}/versions`);
  const departure = idOf(await walk.post(one, '/departures', { to: 'Uusi järjestelmä', reason }));
  await walk.post(officer, `/departures/${departure}/decision`, { outcome: 'refused', reason });
}

/** A version of the notice that two people publish. */
export async function notice(walk: Walk): Promise<void> {
  const [one, officer] = [await walk.as('administrator'), await walk.as('rights-officer')];
  await announced(walk);
  const { proposed } = await walk.post(one, '/notice/versions', { reason });
  await walk.get(one, `/notice/versions/${String(proposed)}`);
  await walk.post(officer, `/notice/versions/${String(proposed)}/decision`, { outcome: 'published', reason });
  await walk.get(one, `/notice/versions/${String(proposed)}/pdf?language=fi`);
  await walk.get(one, `/notice/differences?from=${String(proposed)}&to=${String(proposed)}`);
  await walk.get(walk.nobody(), '/notice/published');
  await walk.get(walk.nobody(), '/notice/published/pdf');
}

/** What stood open before the house was taken into use, decided by its owner and, where rules change, by a second one. */
export async function goingLive(walk: Walk): Promise<void> {
  const [one, officer] = [await walk.as('administrator'), await walk.as('rights-officer')];
  const owned = async (finding: string, ownerId: string) => {
    await walk.put(one, `/going-live/${finding}/owner`, { ownerId, dueOn: walk.inDays(30) });
    return `/going-live/${finding}`;
  };
  await walk.server.sql(`delete from going_live_decision where state = 'proposed'`).catch(() => []);
  const told = await owned('staff-informed', officer.id);
  await walk.post(officer, `${told}/decisions`, { reference: 'YT 4/2026', referenceOn: walk.today, reason });
  const ticket = await owned('listening-again-for-ticket', officer.id);
  await walk.post(officer, `${ticket}/decisions`, { option: 'under-service-development', reason });
  await walk.post(one, `${ticket}/confirmation`, { outcome: 'settled', reason });
  const span = `inForceFrom=${walk.today}&appliesToEarlier=true`;
  await walk.get(one, `/going-live/retention-61-days-or-2-months/preview?option=61-days&${span}`);
}

/** What the notice must say of each source before it can be published. */
async function announced(walk: Walk): Promise<void> {
  const client = walk.client(await walk.as('administrator'));
  const version = `n${walk.number()}`;
  const { body } = await client.get('/sources');
  const names = (body.items as { name: string }[]).map(({ name }) => name);
  const settings = { keepsIdentityCodes: true, notice: { version, language: 'fi' }, keepsDays: 14 };
  for (const name of [...names, 'pbx-1']) await client.request('PUT', `/sources/${name}`, settings);
  await client.post('/announcement-texts', { version, language: 'fi', text: 'Tämä puhelu tallennetaan.' });
}

/** A promise that is broken for a while, and who answers for it. */
export async function promises(walk: Walk): Promise<void> {
  const [dpo, auditor] = [await walk.as('data-protection-officer'), await walk.as('auditor')];
  const [one, two] = [await walk.as('administrator'), await walk.as('administrator', 1)];
  const { grantIds } = await addPerson(walk.server, { grants: [{ role: 'agent', purposes: ['service-development'] }] });
  const last = (days: number) =>
    walk.server.sql('update access_grant set until_on = from_on + $2::int where id = any($1)', [grantIds, days]);
  await last(1000);
  await walk.post(dpo, '/promises/checks');
  await last(100);
  const [open] = await walk.server.sql<{ id: string }>(
    `update promise_incident set owner_id = $1, answered_at = null
     where settled_at is null and promise = 'grants-within-bounds' returning id`,
    [one.id],
  );
  const at = `/promise-incidents/${open?.id ?? ''}`;
  await walk.post(one, `${at}/owner`, { ownerId: two.id, reason });
  await walk.post(two, `${at}/answer`, { text: 'Korjattu.' });
  await walk.post(auditor, `${at}/outcome`, { outcome: 'corrected', text: 'Korjattu.' });
}
