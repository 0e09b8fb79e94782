import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { ContinueErasures } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { readKept } from '../custody/kept.js';
import { wav } from '../support/audio.js';
import type { Answer, Client, Metadata } from '../support/client.js';
import { hold } from '../support/hold.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson } from '../support/people.js';
import { expectProblem, unitsOf } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const TODAY = helsinkiDay(NOW);
const PRIVATE = { ground: 'private-call', reason: 'Soittaja luuli soittavansa sisarelleen.' };
const PURPOSE = { purpose: 'internal-training' };

/** A call that should not be here goes before its day, when two people say so (privacy notice §12). */
describe('an erasure without a request', () => {
  let server: TestServer;
  let maija: Client;
  let liisa: Client;
  let oili: Client;

  beforeAll(async () => {
    server = await startTestServer();
    [maija, liisa, oili] = [
      await server.as('maija.malli'),
      await server.as('liisa.lupa'),
      await server.as('oili.oikeus'),
    ];
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  interface Filed {
    readonly id: string;
    readonly contactId: string;
    readonly dueOn: Day;
    readonly metadata: Metadata;
  }

  async function deliver(overrides: Metadata = {}): Promise<Filed> {
    const metadata = callMetadata(server.clock.now(), { note: 'muistiinpano', ...overrides });
    const { status, body } = await server.ingest().deliver(metadata, wav({ seconds: 0.2 }));
    expect(status).toBe(201);
    return { id: String(body.id), contactId: String(body.contactId), dueOn: body.dueOn as Day, metadata };
  }

  async function asked(path: string, client = maija): Promise<string> {
    const { status, body } = await client.post(`${path}/erasure`, PRIVATE);
    expect([status, body.state]).toEqual([201, 'requested']);
    return String(body.id);
  }

  const confirmed = (id: string, client = liisa): Promise<Answer> => client.post(`/erasures/${id}/confirmation`);
  const again = ({ metadata }: Filed) => server.ingest().deliver(metadata, wav({ seconds: 0.2 }));

  it('changes nothing while it waits for a second person', async () => {
    const filed = await deliver();
    const id = await asked(`/recordings/${filed.id}`);
    expect((await maija.get(`/recordings/${filed.id}`)).status).toBe(200);
    expect((await liisa.post(`/recordings/${filed.id}/playbacks`, PURPOSE)).status).toBe(201);
    expect((await again(filed)).status).toBe(200);
    const waiting = await liisa.get('/erasures?state=requested');
    expect(waiting.body.items).toMatchObject([
      { id, targetId: filed.id, ground: 'private-call', requesterName: 'Maija Malli', permitted: ['decide'] },
    ]);
    expectProblem(await liisa.post(`/recordings/${filed.id}/erasure`, PRIVATE), 409, 'erasure-waiting');
  });

  it('takes everything when it is confirmed: rows, keys, blob, contact, and a certificate says so', async () => {
    const filed = await deliver();
    const id = await asked(`/recordings/${filed.id}`);
    const before = await unitsOf(server);
    const events = await eventsDuring(server, async () => {
      expect(await confirmed(id)).toMatchObject({
        status: 200,
        body: { state: 'completed', deciderName: 'Liisa Lupa' },
      });
    });
    expect(events.map(({ action }) => action)).toEqual(['erasure.intended', 'erasure.completed']);
    expect(events[0]).toMatchObject({
      recordingId: filed.id,
      facts: { contactId: filed.contactId, ground: 'private-call' },
    });
    expect(JSON.stringify(await unitsOf(server))).not.toBe(JSON.stringify(before));
    const kept = await readKept(server);
    for (const unit of [filed.id, filed.contactId]) {
      expect([kept.wrappings.get(unit), kept.blobs.has(unit), kept.queuedBlobs.has(unit)]).toEqual([
        undefined,
        false,
        false,
      ]);
    }
    expectProblem(await liisa.get(`/recordings/${filed.id}`), 404, 'not-found');
    const certificates = await server.sql<Record<string, unknown>>(
      'select * from deletion_certificate where erasure_id = $1 order by unit_kind',
      [id],
    );
    const common = { reason: 'erasure', ground: 'private-call', purge_run_id: null, rule_version: 1 };
    expect(certificates).toMatchObject([
      { ...common, unit_id: filed.contactId, unit_kind: 'contact-history' },
      {
        ...common,
        unit_id: filed.id,
        unit_kind: 'recording',
        queue: 'user-support',
        due_on: filed.dueOn,
        ordinary_due_on: filed.dueOn,
      },
    ]);
    expect(certificates.every(({ blob_absent_at: at }) => at !== null)).toBe(true);
  });

  it('refuses a second delivery until the day of the rule, then it is past due, and forgotten when no rule can lengthen it', async () => {
    const filed = await deliver({ externalId: 'erased-once' });
    await confirmed(await asked(`/recordings/${filed.id}`));
    expectProblem(await again(filed), 410, 'erased');
    expect((await deliver({ externalId: 'erased-twice' })).id).not.toBe(filed.id);
    expect(await loggedEvents(server, 'recording.refused')).toMatchObject([{ reason: 'erased' }]);
    expect(await server.sql(`select through_on from tombstone where through_on > $1`, [filed.dueOn])).toEqual([]);

    const other = await startTestServer();
    try {
      const { body } = await other.ingest().deliver(filed.metadata, wav({ seconds: 0.2 }));
      const { body: request } = await (
        await other.as('maija.malli')
      ).post(`/recordings/${String(body.id)}/erasure`, PRIVATE);
      await (await other.as('oili.oikeus')).post(`/erasures/${String(request.id)}/confirmation`);
      other.clock.moveTo(new Date(startOfDay(addDays(filed.dueOn, 1)).getTime() - 1000));
      expectProblem(await other.ingest().deliver(filed.metadata, wav({ seconds: 0.2 })), 410, 'erased');
      other.clock.advance(1000);
      expectProblem(await other.ingest().deliver(filed.metadata, wav({ seconds: 0.2 })), 410, 'past-due');
      await other.app.get(ContinueErasures).look();
      expect(await other.sql('select digest from tombstone')).toHaveLength(1);
      other.clock.moveTo(startOfDay(addDays(filed.dueOn, 61 + 1)));
      await other.app.get(ContinueErasures).look();
      expect(await other.sql('select digest from tombstone')).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  it('refuses a second delivery also by a longer rule that is adopted since, and takes a later call of the same name', async () => {
    const other = await startTestServer();
    try {
      const metadata = callMetadata(other.clock.now());
      const { body } = await other.ingest().deliver(metadata, wav({ seconds: 0.2 }));
      const maija = await other.as('maija.malli');
      const { body: request } = await maija.post(`/recordings/${String(body.id)}/erasure`, PRIVATE);
      await (await other.as('oili.oikeus')).post(`/erasures/${String(request.id)}/confirmation`);
      const ninety = { kind: 'days', days: 90, clause: 'Tietosuojaseloste 6 §', reason: 'Uusi seloste.' };
      const today = helsinkiDay(other.clock.now());
      const rule = await (
        await other.as('yrjo.yllapito')
      ).post('/retention/rules', { ...ninety, inForceFrom: today, appliesToEarlier: true });
      const { version } = rule.body.rule as { version: number };
      const paula = await other.as('paula.paakayttaja');
      const decided = await paula.post(`/retention/rules/${version}/decision`, { outcome: 'adopted', reason: 'Uusi.' });
      expect(decided.status).toBe(200);
      other.clock.moveTo(startOfDay(addDays(today, 70)));
      await other.app.get(ContinueErasures).look();

      expectProblem(await other.ingest().deliver(metadata, wav({ seconds: 0.2 })), 410, 'erased');
      const later = callMetadata(other.clock.now(), { externalId: metadata.externalId });
      expect((await other.ingest().deliver(later, wav({ seconds: 0.2, seed: 9 }))).status).toBe(201);
    } finally {
      await other.stop();
    }
  });

  it('is confirmed by nobody who asked for it, and by nobody without the right to decide', async () => {
    const filed = await deliver();
    const id = await asked(`/recordings/${filed.id}`, liisa);
    expectProblem(await confirmed(id, liisa), 403, 'not-second-person');
    expectProblem(await liisa.post(`/erasures/${id}/refusal`, { reason: 'En.' }), 403, 'not-second-person');
    expectProblem(await confirmed(id, maija), 403, 'not-permitted');
    const elsewhere = await addPerson(server, {
      grants: [{ role: 'team-lead', purposes: ['service-development'], queues: ['billing'] }],
    });
    expectProblem(await confirmed(id, await server.as(elsewhere.username)), 404, 'not-found');
    const refused = (await loggedEvents(server, 'erasure.intended')).filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ reason }) => reason)).toEqual(['not-second-person', 'not-found']);
    expect((await confirmed(id, oili)).status).toBe(200);
    expectProblem(await confirmed(id, oili), 409, 'erasure-settled');
  });

  it('is asked for by nobody who may not see the call, and is then only on record', async () => {
    const filed = await deliver({ agent: { username: 'eero.esimerkki' } });
    expectProblem(await maija.post(`/recordings/${filed.id}/erasure`, PRIVATE), 404, 'not-found');
    const requests = await loggedEvents(server, 'erasure.requested');
    expect(requests.filter(({ recordingId }) => recordingId === filed.id)).toMatchObject([
      { outcome: 'refused', reason: 'not-found' },
    ]);
    expect((await maija.get('/erasures')).body.items).not.toContainEqual(
      expect.objectContaining({ targetId: filed.id }),
    );
  });

  it('is refused by the second, or withdrawn by who asked, and the call stays', async () => {
    const [one, two] = [await deliver(), await deliver()];
    const [first, second] = [await asked(`/recordings/${one.id}`), await asked(`/contacts/${two.contactId}`)];
    expectProblem(await oili.post(`/erasures/${first}/withdrawal`), 404, 'not-found');
    expect((await oili.post(`/erasures/${first}/refusal`, { reason: 'Työasia.' })).body.state).toBe('refused');
    expect((await maija.post(`/erasures/${second}/withdrawal`)).body.state).toBe('withdrawn');
    expectProblem(await confirmed(first), 409, 'erasure-settled');
    expectProblem(await confirmed(second), 409, 'erasure-settled');
    for (const { id } of [one, two]) expect((await maija.get(`/recordings/${id}`)).status).toBe(200);
  });

  it('shows the reason to those who may see it, one at a time and on record, and keeps it in no column', async () => {
    const filed = await deliver();
    const id = await asked(`/recordings/${filed.id}`);
    const events = await eventsDuring(server, async () => {
      expect((await oili.get(`/erasures/${id}`)).body).toMatchObject({ id, reason: PRIVATE.reason });
    });
    expect(events).toMatchObject([{ action: 'erasure.viewed', recordingId: filed.id }]);
    const [row] = await server.sql<object>('select * from erasure where id = $1', [id]);
    expect(JSON.stringify(row)).not.toContain('sisarelleen');
  });

  it('is not for what somebody keeps: neither asked for nor confirmed', async () => {
    const [kept, later] = [await deliver(), await deliver()];
    await hold(server, kept.id, ['complaint'], addDays(TODAY, 100));
    expectProblem(await liisa.post(`/recordings/${kept.id}/erasure`, PRIVATE), 409, 'held');
    const id = await asked(`/recordings/${later.id}`);
    const until = addDays(TODAY, 100);
    const risto = await server.as('risto.reklamaatio');
    const wanted = { kind: 'complaint', reference: 'R-1', necessity: 'Reklamaatio on kesken.', until };
    expect((await risto.post(`/recordings/${later.id}/holds`, wanted)).status).toBe(201);
    expectProblem(await confirmed(id), 409, 'held');
    expect((await maija.get(`/recordings/${later.id}`)).status).toBe(200);
  });

  it('of one leg leaves the contact to the others, on the day of the longest of them', async () => {
    const linkedId = 'two legs';
    const earlier = { startedAt: '2026-11-20T07:00:00Z', endedAt: '2026-11-20T07:05:00Z' };
    const [short, long] = [await deliver({ linkedId, ...earlier }), await deliver({ linkedId })];
    expect(short.dueOn < long.dueOn).toBe(true);
    await confirmed(await asked(`/recordings/${long.id}`));
    const kept = await readKept(server);
    expect(kept.contacts.find(({ id }) => id === short.contactId)?.due_on).toBe(short.dueOn);
    expect(kept.wrappings.get(short.contactId)).toEqual([short.dueOn]);
    const found = await maija.post('/recordings/searches', { phone: '+358401234567' });
    expect((found.body.items as { id: string }[]).map(({ id }) => id)).toContain(short.id);
  });

  it('of a contact takes each of its recordings, and needs a right to each', async () => {
    const linkedId = 'whole call';
    const [mine, foreign] = [
      await deliver({ linkedId }),
      await deliver({ linkedId, agent: { username: 'eero.esimerkki' } }),
    ];
    expectProblem(await maija.post(`/contacts/${mine.contactId}/erasure`, PRIVATE), 404, 'not-found');
    const id = await asked(`/contacts/${mine.contactId}`, oili);
    expect((await confirmed(id)).body.state).toBe('completed');
    for (const one of [mine, foreign]) {
      expectProblem(await oili.get(`/recordings/${one.id}`), 404, 'not-found');
      expectProblem(await again(one), 410, 'erased');
    }
    const intended = (await loggedEvents(server, 'erasure.intended')).filter(({ object }) => object?.id === id);
    expect(intended.map(({ recordingId }) => recordingId).sort()).toEqual([mine.id, foreign.id].sort());
  });

  it('ends what is being heard', async () => {
    const filed = await deliver();
    const { body } = await liisa.post(`/recordings/${filed.id}/playbacks`, PURPOSE);
    expect((await liisa.get(String(body.audioUrl))).status).toBe(200);
    await confirmed(await asked(`/recordings/${filed.id}`), oili);
    expectProblem(await liisa.get(String(body.audioUrl)), 404, 'not-found');
    const ends = await loggedEvents(server, 'playback.ended');
    expect(ends.filter(({ recordingId }) => recordingId === filed.id)).toMatchObject([
      { facts: { by: 'recording-over', extents: [0] } },
    ]);
    expect(await server.app.get(KeyRing).daysOf(filed.id)).toEqual([]);
  });

  it('lapses where the recording has gone otherwise meanwhile', async () => {
    const filed = await deliver();
    const [one, two] = [await asked(`/recordings/${filed.id}`), await asked(`/contacts/${filed.contactId}`)];
    await confirmed(one);
    expectProblem(await confirmed(two), 410, 'recording-gone');
    expect((await liisa.get(`/erasures/${two}`)).body).toMatchObject({ state: 'lapsed', permitted: [] });
    const lapsed = await liisa.get('/erasures?state=lapsed');
    expect((lapsed.body.items as { id: string }[]).map(({ id }) => id)).toEqual([two]);
  });
});
