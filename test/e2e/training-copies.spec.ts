import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { BlobStore } from '../../src/platform/blobs/blob-store.js';
import { EncryptedBlob } from '../../src/platform/blobs/encrypted-blob.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { audioContext } from '../../src/recordings/index.js';
import { MakeTrainingCopy } from '../../src/recordings/training-copies/make-training-copy.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { readKept } from '../custody/kept.js';
import { wav } from '../support/audio.js';
import type { Answer, Client } from '../support/client.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const TODAY = helsinkiDay(NOW);
const UNTIL = addDays(TODAY, 200);
const WANTED = { course: 'KURSSI-7', necessity: 'Hyvä esimerkki vaikeasta puhelusta.', until: UNTIL };
const STATED = { nothingToRedact: true, statement: 'Kuuntelin kokonaan, nimiä tai tunnuksia ei mainita.' };
/** Longer than an extent and not a whole number of chunks, so that the copy is made of several pieces. */
const AUDIO = wav({ seconds: 70, seed: 5 });

describe('a training copy', () => {
  let server: TestServer;
  let kirsi: Client;
  let liisa: Client;

  beforeAll(async () => {
    server = await startTestServer();
    [kirsi, liisa] = [await server.as('kirsi.koulu'), await server.as('liisa.lupa')];
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  async function deliver(): Promise<{ id: string; dueOn: Day }> {
    const { body } = await server.ingest().deliver(callMetadata(server.clock.now()), AUDIO);
    return { id: String(body.id), dueOn: body.dueOn as Day };
  }

  async function requested(recordingId: string, until: Day = UNTIL): Promise<string> {
    const { status, body } = await kirsi.post(`/recordings/${recordingId}/training-copies`, { ...WANTED, until });
    expect([status, body.state, body.dueOn]).toEqual([201, 'requested', null]);
    return String(body.id);
  }

  const approved = (id: string, client = liisa): Promise<Answer> =>
    client.post(`/training-copies/${id}/approval`, STATED);
  const copies = () => server.sql<{ id: string; due_on: Day }>('select id, due_on from training_copy order by id');

  /** The bytes of a copy in clear. */
  async function soundOf(copyId: string): Promise<Buffer> {
    const key = (await server.app.get(KeyRing).open(copyId, UNTIL)).audioKey();
    const blob = await EncryptedBlob.open(server.app.get(BlobStore), copyId, key, audioContext(copyId));
    const bytes = await blob.read(0, blob.sizeBytes - 1);
    await blob.close();
    return bytes;
  }

  it('is only asked for until another person has approved it', async () => {
    const { id: recordingId } = await deliver();
    const id = await requested(recordingId);
    expect(await copies()).toEqual([]);
    expectProblem(await kirsi.post(`/recordings/${recordingId}/training-copies`, WANTED), 409, 'copy-waiting');
    expectProblem(await approved(id, kirsi), 403, 'not-permitted');
    const listed = await liisa.get('/training-copies?state=requested');
    expect(listed.body.items).toMatchObject([{ id, recordingId, course: 'KURSSI-7', permitted: ['decide'] }]);
    const events = await eventsDuring(server, async () => {
      expect((await liisa.get(`/training-copies/${id}`)).body).toMatchObject({ necessity: WANTED.necessity });
    });
    expect(events.map(({ action }) => action)).toEqual(['training-copy.viewed']);
  });

  it('is refused without marks and without the statement of whoever listened that there is nothing to mark', async () => {
    const id = await requested((await deliver()).id);
    expectProblem(await liisa.post(`/training-copies/${id}/approval`), 422, 'redaction-needed');
    const unsure = { nothingToRedact: false, statement: 'En ole varma.' };
    expectProblem(await liisa.post(`/training-copies/${id}/approval`, unsure), 422, 'redaction-needed');
    expectProblem(
      await liisa.post(`/training-copies/${id}/approval`, { nothingToRedact: true }),
      422,
      'redaction-needed',
    );
    expect((await liisa.post(`/training-copies/${id}/refusal`, { reason: 'Siinä on nimi.' })).body.state).toBe(
      'refused',
    );
    expectProblem(await approved(id), 409, 'copy-settled');
    expect(await copies()).toEqual([]);
  });

  it.each([
    ['a grant was suspended', 'update access_grant set suspended = true where staff_id = $1'],
    ['the account was deactivated', `update staff set status = 'deactivated' where id = $1`],
  ])('is not made where %s while it was rendered', async (_, meanwhile) => {
    const grants = [{ role: 'team-lead', purposes: ['service-development'] }];
    const { id: staffId, username } = await addPerson(server, { grants });
    const decider = await server.as(username);
    const [id, before] = [await requested((await deliver()).id), await copies()];
    const make = server.app.get(MakeTrainingCopy);
    const rendering = jest.spyOn(make, 'prepare').mockImplementationOnce(async (...given) => {
      rendering.mockRestore();
      const prepared = await make.prepare(...given);
      await server.sql(meanwhile, [staffId]);
      await server.sql('update staff set access_epoch = access_epoch + 1 where id = $1', [staffId]);
      return prepared;
    });
    const events = await eventsDuring(server, async () => {
      expect([403, 404]).toContain((await approved(id, decider)).status);
    });
    expect(events).toMatchObject([{ action: 'training-copy.made', outcome: 'refused', actor: { id: staffId } }]);
    expect(await copies()).toEqual(before);
    expect((await liisa.post(`/training-copies/${id}/refusal`, { reason: 'Siinä on nimi.' })).status).toBe(200);
  });

  it('is a unit of its own: another key, other bytes, the same sound, its own last day, no party', async () => {
    const { id: recordingId } = await deliver();
    const id = await requested(recordingId);
    const { body } = await approved(id);
    expect(body).toMatchObject({ state: 'made', dueOn: UNTIL, deciderName: 'Liisa Lupa', permitted: ['release'] });
    const [copy] = await copies();
    const copyId = copy?.id ?? '';
    const kept = await readKept(server);
    expect([kept.wrappings.get(copyId), kept.blobs.has(copyId)]).toEqual([[UNTIL], true]);
    const [one, other] = await Promise.all(
      [recordingId, copyId].map(name => readFile(join(server.folders.blobs, name.slice(-2), name))),
    );
    expect(one?.length).toBe(other?.length);
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(false);
    expect(kept.copies.map(({ audio_sha256: hash }) => hash)).toEqual(
      kept.recordings.filter(({ id: one }) => one === recordingId).map(({ audio_sha256: hash }) => hash),
    );
    const [made] = await loggedEvents(server, 'training-copy.made').then(events =>
      events.filter(({ outcome }) => outcome === 'done'),
    );
    expect(made).toMatchObject({ recordingId, reference: 'KURSSI-7', facts: { copyId, until: UNTIL } });
  });

  it('is redacted where whoever approves has marked something, and proven beside the recording', async () => {
    const id = await requested((await deliver()).id);
    const marks = [{ channel: 0, fromMs: 10_000, toMs: 12_000, reason: 'patient' }];
    for (const wrong of [[{ ...marks[0], channel: 2 }], [{ ...marks[0], toMs: 70_001 }]]) {
      expectProblem(await liisa.post(`/training-copies/${id}/approval`, { marks: wrong }), 400, 'mark-wrong');
    }
    expectProblem(await liisa.post(`/training-copies/${id}/approval`, { ...STATED, marks }), 422, 'redaction-needed');
    const { body } = await liisa.post(`/training-copies/${id}/approval`, { marks });
    expect(body).toMatchObject({ state: 'made', dueOn: UNTIL });
    const made = (await loggedEvents(server, 'training-copy.made')).at(-1);
    expect(made?.facts).toMatchObject({ marks: 1, method: 'silence', codec: 'pcm-u8', durationMs: 70_000 });
    const copy = (await soundOf(String(made?.facts?.copyId))).subarray(-70 * 16_000);
    const original = AUDIO.subarray(-70 * 16_000);
    const channel = (bytes: Buffer, which: number, fromMs: number, toMs: number) =>
      bytes.subarray(fromMs * 16, toMs * 16).filter((_, place) => place % 2 === which);
    expect(new Set(channel(copy, 0, 9_850, 12_150))).toEqual(new Set([0x80]));
    expect(channel(copy, 1, 0, 70_000)).toEqual(channel(original, 1, 0, 70_000));
    expect(channel(copy, 0, 0, 9_850)).toEqual(channel(original, 0, 0, 9_850));
    expect(channel(copy, 0, 12_150, 70_000)).toEqual(channel(original, 0, 12_150, 70_000));
  });

  it('is not made of marks on an original that is not what was received', async () => {
    const { id: recordingId } = await deliver();
    const id = await requested(recordingId);
    const set = (hash: Buffer) =>
      server.sql('update recording set audio_sha256 = $2 where id = $1', [recordingId, hash]);
    const marks = [{ channel: 'all', fromMs: 0, toMs: 1_000, reason: 'staff' }];
    const before = await copies();
    await set(Buffer.alloc(32));
    expectProblem(await liisa.post(`/training-copies/${id}/approval`, { marks }), 422, 'copy-not-verified');
    await set(createHash('sha256').update(AUDIO).digest());
    expect(await copies()).toEqual(before);
  });

  it('is not made of what is restricted, nor kept for longer than a year, nor asked for by who does not see the call', async () => {
    const { id } = await deliver();
    for (const until of [TODAY, addDays(TODAY, 366)]) {
      expectProblem(await kirsi.post(`/recordings/${id}/training-copies`, { ...WANTED, until }), 422, 'copy-day-wrong');
    }
    const waiting = await requested(id);
    await server.sql('update recording set restricted = true where id = $1', [id]);
    expectProblem(await approved(waiting), 403, 'restricted');
    expectProblem(await kirsi.post(`/recordings/${id}/training-copies`, WANTED), 403, 'restricted');
    const unknown = '00000000-0000-7000-8000-000000000001';
    expectProblem(await kirsi.post(`/recordings/${unknown}/training-copies`, WANTED), 404, 'not-found');
  });

  it('is made once, however often it is approved at the same time', async () => {
    const before = (await copies()).length;
    const id = await requested((await deliver()).id);
    const oili = await server.as('oili.oikeus');
    const answers = await Promise.all([1, 2, 3, 4].flatMap(() => [approved(id), approved(id, oili)]));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'copy-settled')).toHaveLength(answers.length - 1);
    expect(await copies()).toHaveLength(before + 1);
  });

  it('goes with the recording when that is erased, each with its certificate', async () => {
    const { id: recordingId } = await deliver();
    await approved(await requested(recordingId));
    const [copy] = await server.sql<{ id: string }>('select id from training_copy where recording_id = $1', [
      recordingId,
    ]);
    const wanted = { ground: 'no-lawful-ground', reason: 'Ei olisi saanut nauhoittaa.' };
    const { body } = await liisa.post(`/recordings/${recordingId}/erasure`, wanted);
    await (await server.as('oili.oikeus')).post(`/erasures/${String(body.id)}/confirmation`);
    const kinds = await server.sql<{ unit_id: string; unit_kind: string }>(
      'select unit_id, unit_kind from deletion_certificate where erasure_id = $1 order by unit_kind',
      [body.id],
    );
    expect(kinds).toContainEqual({ unit_id: copy?.id, unit_kind: 'training-copy' });
    expect(kinds).toHaveLength(3);
  });

  it('outlives the recording, and goes tonight when it is released', async () => {
    const { id: recordingId, dueOn } = await deliver();
    const [one, two] = [await requested(recordingId), await requested((await deliver()).id)];
    await approved(one);
    await approved(two);
    server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
    await server.app.get(RunPurges).execute();
    liisa = await server.as('liisa.lupa');
    expect((await liisa.get(`/training-copies/${one}`)).body).toMatchObject({ state: 'made', dueOn: UNTIL });
    const released = await liisa.post(`/training-copies/${one}/release`);
    expect(released.body).toMatchObject({ state: 'released', dueOn: addDays(dueOn, 1) });
    await checkCustody(server);
    server.clock.moveTo(startOfDay(addDays(dueOn, 2)));
    liisa = await server.as('liisa.lupa');
    expect((await liisa.get(`/training-copies/${one}`)).body).toMatchObject({ state: 'over', dueOn: null });
    expectProblem(await liisa.post(`/training-copies/${one}/release`), 410, 'copy-gone');
    await server.app.get(RunPurges).execute();
    expect((await liisa.get(`/training-copies/${two}`)).body).toMatchObject({ state: 'made', dueOn: UNTIL });
    const [certificate] = await server.sql<object>(
      `select c.unit_kind, c.due_on from deletion_certificate c join training_copy_request q on q.copy_id = c.unit_id where q.id = $1`,
      [one],
    );
    expect(certificate).toEqual({ unit_kind: 'training-copy', due_on: addDays(dueOn, 1) });
  });

  it('lapses where the recording has gone before anybody decided', async () => {
    server.clock.moveTo(new Date(server.clock.now().getTime() + 3_600_000));
    kirsi = await server.as('kirsi.koulu');
    liisa = await server.as('liisa.lupa');
    const filed = await deliver();
    const id = await requested(filed.id, addDays(filed.dueOn, 100));
    server.clock.moveTo(startOfDay(addDays(filed.dueOn, 1)));
    liisa = await server.as('liisa.lupa');
    expectProblem(await approved(id), 410, 'copy-gone');
    await server.app.get(RunPurges).execute();
    expect((await liisa.get(`/training-copies/${id}`)).body).toMatchObject({ state: 'lapsed', permitted: [] });
  });
});
