import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, type Day } from '../../src/kernel/calendar.js';
import { AuditTrail, THE_SYSTEM } from '../../src/audit/index.js';
import { Database } from '../../src/platform/database/index.js';
import { DossierFiles, ReleaseCopies } from '../../src/recordings/index.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { EffectScenes, type Delivered, type TakenUp } from '../support/rights-effects.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const TODAY = helsinkiDay(NOW);
const WORDS = 'Henkilö ei halua, että puhelua käytetään koulutukseen.';

let server: TestServer;
let scenes: EffectScenes;
let oili: Client;
let satu: Client;
let maija: Client;
let liisa: Client;
let kirsi: Client;

beforeAll(async () => {
  server = await startTestServer({ env: { TALLENNE_LEGAL_BASES: 'complaint = legitimate-interest' } });
  scenes = new EffectScenes(server);
  [oili, satu] = [await server.as('oili.oikeus'), await server.as('satu.sijainen')];
  [maija, liisa, kirsi] = [
    await server.as('maija.malli'),
    await server.as('liisa.lupa'),
    await server.as('kirsi.koulu'),
  ];
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

const blocks = (taken: TakenUp, more: Record<string, unknown>, client = oili) =>
  client.post(`${taken.path}/purpose-blocks`, { because: 'objection', words: WORDS, ...more });

async function copied(recording: Delivered): Promise<string> {
  const wanted = { course: 'KURSSI-7', necessity: 'Hyvä esimerkki.', until: addDays(TODAY, 200) };
  const { body } = await kirsi.post(`/recordings/${recording.id}/training-copies`, wanted);
  const stated = { nothingToRedact: true, statement: 'Kuuntelin kokonaan.' };
  expect((await liisa.post(`/training-copies/${String(body.id)}/approval`, stated)).status).toBe(200);
  return String(body.id);
}

describe('an objection to a purpose (GDPR art. 21)', () => {
  let recording: Delivered;
  let taken: TakenUp;

  beforeAll(async () => {
    recording = await scenes.deliver();
    taken = await scenes.takenUp(maija, ['objection'], [recording]);
  });

  it('stops playback for it at once, for nothing else, and leaves it out of studies', async () => {
    const { body } = await scenes.play(liisa, recording.id, 'service-level-study');
    const purposes = ['service-level-study'];
    const events = await eventsDuring(server, async () => {
      const { status, body: effect } = await blocks(taken, { recordingIds: [recording.id], purposes });
      expect([status, effect.state]).toEqual([201, 'done']);
    });
    expect(events.map(({ action }) => action)).toContain('recording.purpose-blocked');
    expect(JSON.stringify(events)).not.toContain(WORDS);
    expectProblem(await liisa.get(String(body.audioUrl), { range: 'bytes=0-9' }), 410, 'playback-expired');
    expectProblem(await scenes.play(liisa, recording.id, 'service-level-study'), 403, 'purpose-blocked');
    expect((await scenes.play(liisa, recording.id, 'internal-training')).status).toBe(201);
    const shown = (await liisa.get(`/recordings/${recording.id}`)).body;
    expect(shown).toMatchObject({ blockedPurposes: purposes });
    expect(shown.permittedPurposes).not.toContain('service-level-study');
  });

  it('reaches each recording of a contact that the case has taken up, and no duty under the law', async () => {
    const more = { contactId: recording.contactId, purposes: ['complaint'] };
    expect((await blocks(taken, more)).body).toMatchObject({ recordingIds: [recording.id], state: 'done' });
    const both = { contactId: recording.contactId, recordingIds: [recording.id], purposes: ['complaint'] };
    expect((await blocks(taken, both)).status).toBe(400);
    const duty = { recordingIds: [recording.id], purposes: ['rights-request'] };
    expect((await blocks(taken, duty)).status).toBe(400);
    expectProblem(
      await blocks(taken, { recordingIds: [recording.id], purposes: ['complaint'] }, maija),
      403,
      'not-permitted',
    );
  });

  it('ends by a second person, and what another case blocks stays blocked', async () => {
    const other = await scenes.takenUp(maija, ['objection'], [recording]);
    const purposes = ['service-level-study'];
    expect((await blocks(other, { recordingIds: [recording.id], purposes })).status).toBe(201);
    const unblock = async ({ path }: TakenUp) => {
      const { body } = await oili.post(`${path}/purpose-unblocks`, {
        recordingIds: [recording.id],
        purposes,
        words: 'Perusteet.',
      });
      expectProblem(await oili.post(`${path}/effects/${String(body.id)}/confirmation`, {}), 403, 'not-second-person');
      expect((await satu.post(`${path}/effects/${String(body.id)}/confirmation`, {})).body.state).toBe('done');
    };
    await unblock(taken);
    expectProblem(await scenes.play(liisa, recording.id, 'service-level-study'), 403, 'purpose-blocked');
    await unblock(other);
    expect((await scenes.play(liisa, recording.id, 'service-level-study')).status).toBe(201);
  });
});

describe('withdrawal of consent (GDPR art. 7(3))', () => {
  it('takes the recording out of the training set at once: copies go tonight, and none is made any more', async () => {
    const [recording, other] = [await scenes.deliver(), await scenes.deliver()];
    const taken = await scenes.takenUp(maija, ['consent-withdrawal'], [recording]);
    await copied(recording);
    await copied(other);
    const wanted = { recordingIds: [recording.id], purposes: ['internal-training'], because: 'consent-withdrawal' };
    expect((await blocks(taken, wanted)).status).toBe(201);
    const days = await server.sql<{ recording_id: string; due_on: string }>(
      'select recording_id, due_on from training_copy order by recording_id',
    );
    expect(days).toEqual([
      { recording_id: recording.id, due_on: TODAY },
      { recording_id: other.id, due_on: addDays(TODAY, 200) },
    ]);
    const copy = { course: 'KURSSI-8', necessity: 'Esimerkki.', until: addDays(TODAY, 100) };
    expectProblem(await kirsi.post(`/recordings/${recording.id}/training-copies`, copy), 403, 'purpose-blocked');
    expectProblem(await scenes.play(kirsi, recording.id, 'internal-training'), 403, 'purpose-blocked');
    expect((await kirsi.post(`/recordings/${other.id}/training-copies`, copy)).status).toBe(201);
  });

  it('refuses a copy that was only asked for, and releases one that a crash has left', async () => {
    const recording = await scenes.deliver();
    const taken = await scenes.takenUp(maija, ['consent-withdrawal'], [recording]);
    const copy = { course: 'KURSSI-9', necessity: 'Esimerkki.', until: addDays(TODAY, 100) };
    const { body } = await kirsi.post(`/recordings/${recording.id}/training-copies`, copy);
    const wanted = { recordingIds: [recording.id], purposes: ['internal-training'], because: 'consent-withdrawal' };
    expect((await blocks(taken, wanted)).status).toBe(201);
    const stated = { nothingToRedact: true, statement: 'Kuuntelin kokonaan.' };
    expectProblem(await liisa.post(`/training-copies/${String(body.id)}/approval`, stated), 403, 'purpose-blocked');
    const left = await scenes.deliver();
    await copied(left);
    await server.sql(`update recording set blocked_purposes = '{internal-training}' where id = $1`, [left.id]);
    expect(await server.app.get(ReleaseCopies).execute(THE_SYSTEM)).toBe(1);
    expect(await server.app.get(ReleaseCopies).execute(THE_SYSTEM)).toBe(0);
  });
});

describe('portability (GDPR art. 20)', () => {
  it('is refused with its ground where neither consent nor contract is the basis of any purpose', async () => {
    const taken = await scenes.takenUp(maija, ['portability'], []);
    const { status, body } = await oili.get(`${taken.path}/portability`);
    expect([status, body.refusal]).toEqual([200, 'no-consent-or-contract-20']);
    expect(body.purposes).toContainEqual({ purpose: 'complaint', basis: 'legitimate-interest', portable: false });
    expect(body.purposes).toContainEqual({ purpose: 'internal-training', basis: null, portable: false });
    expect(body.purposes).toContainEqual({ purpose: 'rights-request', basis: 'legal-obligation', portable: false });
    expectProblem(await maija.get(`${taken.path}/portability`), 403, 'not-permitted');
  });
});

describe('notification of recipients (GDPR art. 19)', () => {
  it('asks for nobody where nothing was changed, or nothing left', async () => {
    const recording = await scenes.deliver();
    const taken = await scenes.takenUp(maija, ['rectification'], [recording]);
    expect((await oili.get(`${taken.path}/recipients`)).body).toEqual({ items: [], complete: true });
    expectProblem(await oili.post(`${taken.path}/recipients-notified`, {}), 409, 'wrong-state');
    await scenes.state(taken, 'answered');
    expect((await oili.post(`${taken.path}/recipients-notified`, {})).status).toBe(200);
    expect((await oili.get(taken.path)).body.state).toBe('recipients-notified');
  });

  it('names whom recordings went to by exports and by packages of other cases, and goes on when each was told', async () => {
    const recording = await scenes.deliver();
    const taken = await scenes.takenUp(maija, ['rectification'], [recording]);
    const other = await scenes.takenUp(maija, ['access'], [recording]);
    const departureId = '01999999-0000-7000-8000-000000000001';
    await exported(recording, departureId);
    await delivered(other);
    await oili.post(`${taken.path}/statements`, { recordingId: recording.id, text: 'Ei pidä paikkaansa.' });
    await scenes.state(taken, 'answered');
    const { body } = await oili.get(`${taken.path}/recipients`);
    const named = (body.items as { kind: string; id: string; number: string | null }[]).map(({ kind, id, number }) => [
      kind,
      id,
      number,
    ]);
    expect(named).toEqual(
      expect.arrayContaining([
        ['departure', departureId, null],
        ['package', other.id, other.number],
      ]),
    );
    expect([named.length, body.complete]).toEqual([2, false]);
    expectProblem(await oili.post(`${taken.path}/recipients-notified`, {}), 409, 'recipients-waiting');
    const tell = (recipient: object, sentOn = TODAY) =>
      oili.post(`${taken.path}/recipient-notices`, { recipient, channel: 'post', sentOn });
    expectProblem(await tell({ kind: 'package', id: departureId }), 422, 'recipient-unknown');
    expectProblem(await tell({ kind: 'departure', id: departureId }, addDays(TODAY, 1)), 422, 'sent-in-future');
    expect((await tell({ kind: 'departure', id: departureId })).body.complete).toBe(false);
    expect((await oili.get(taken.path)).body.state).toBe('answered');
    expect((await tell({ kind: 'package', id: other.id })).body.complete).toBe(true);
    expect((await oili.get(taken.path)).body.state).toBe('recipients-notified');
    expect(await loggedEvents(server, 'rights-request.recipients-notified')).not.toHaveLength(0);
  });

  it('counts nobody as told of what was done after the notice', async () => {
    const recording = await scenes.deliver();
    const taken = await scenes.takenUp(maija, ['rectification'], [recording]);
    const other = await scenes.takenUp(maija, ['access'], [recording]);
    await delivered(other);
    const restriction = { recordingIds: [recording.id], ground: '18-1-a', words: 'Kiistää tiedot.' };
    await oili.post(`${taken.path}/restrictions`, restriction);
    const idOf = (username: string) => server.ids.get(username) ?? '';
    await scenes.confirmed(taken, 'rectification', 'granted', [idOf('oili.oikeus'), idOf('satu.sijainen')]);
    await scenes.state(taken, 'answered');
    const tell = () =>
      oili.post(`${taken.path}/recipient-notices`, {
        ...{ recipient: { kind: 'package', id: other.id }, channel: 'post', sentOn: TODAY },
      });
    expect((await tell()).body.complete).toBe(true);
    server.clock.moveTo(new Date(NOW.getTime() + 60_000));
    await oili.post(`${taken.path}/statements`, { recordingId: recording.id, text: 'Ei pidä paikkaansa.' });
    expect((await oili.get(`${taken.path}/recipients`)).body).toMatchObject({
      ...{ items: [{ kind: 'package', notice: null }], complete: false },
    });
    expectProblem(await oili.post(`${taken.path}/closing`, {}), 409, 'recipients-not-notified');
    expect((await tell()).body.complete).toBe(true);
    expect((await oili.post(`${taken.path}/closing`, {})).status).toBe(200);
    server.clock.moveTo(NOW);
  });

  /** As an export of everything puts it on record. */
  async function exported(recording: Delivered, departureId: string): Promise<void> {
    await server.app.get(AuditTrail).recordAlone({
      action: 'recording.exported',
      actor: THE_SYSTEM,
      object: { kind: 'departure', id: departureId },
      recordingId: recording.id,
    });
  }

  /** A package of another case that was handed over. */
  async function delivered({ id }: TakenUp): Promise<void> {
    const files = server.app.get(DossierFiles);
    const [dossier] = await server.sql<{ due_on: Day }>('select due_on from dossier where id = $1', [id]);
    const stored = await files.store(Readable.from([Buffer.from('zip')]), dossier?.due_on ?? TODAY);
    await server.app.get(Database).transaction(async em => {
      await files.file(em, { id, dueOn: stored.dueOn }, stored, 'application/zip');
    });
    await server.sql(
      `with d as (insert into rights_document (id, case_id, file_id, kind, sealed_name, created_at)
         values (gen_random_uuid(), $1, $3, 'package', '\\x00', now()) returning id)
       insert into rights_delivery (id, case_id, document_id, channel, delivered_by, delivered_at, sealed_detail)
         select gen_random_uuid(), $1, d.id, 'handed-over', $2, now(), '\\x00' from d`,
      [id, server.ids.get('oili.oikeus'), stored.id],
    );
  }
});
