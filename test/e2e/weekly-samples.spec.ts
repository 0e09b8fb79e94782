import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { EndNotes } from '../../src/recordings/index.js';
import { openNote } from '../../src/recordings/samples/note-rows.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Answer, Client, Metadata } from '../support/client.js';
import { everythingWritten } from '../support/everything-written.js';
import { hold } from '../support/hold.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

/** The week before that of the tests' first Tuesday. */
const WEEK = '2026-11-16' as Day;
const TEXT = 'Rauhallinen ote; kysy ensi kerralla laitteen tunnus heti alussa.';
const ORDINARY_DAYS = 61;

describe('a weekly sample', () => {
  let server: TestServer;
  let liisa: Client;
  let maija: Client;

  beforeAll(async () => {
    server = await startTestServer();
    [liisa, maija] = [await server.as('liisa.lupa'), await server.as('maija.malli')];
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  let minute = 0;

  /** A call of the week, in a queue of its own unless another is named. */
  async function call(queue: string, overrides: Metadata = {}): Promise<string> {
    minute += 1;
    const endedAt = new Date(startOfDay(addDays(WEEK, minute % 7)).getTime() + (9 * 60 + minute) * 60_000);
    const { status, body } = await server
      .ingest()
      .deliver(callMetadata(endedAt, { queue, ...overrides }), wav({ seconds: 2 }));
    expect(status).toBe(201);
    return String(body.id);
  }

  async function calls(queue: string, count: number, overrides: Metadata = {}): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) ids.push(await call(queue, overrides));
    return ids;
  }

  const draw = (queue: string, wanted: number, client = liisa, week = WEEK): Promise<Answer> =>
    client.post('/weekly-samples', { queue, week, calls: wanted });

  const listen = (id: string, client = liisa): Promise<Answer> =>
    client.post(`/recordings/${id}/playbacks`, { purpose: 'service-development', reference: 'OTOS-47' });

  const write = (id: string, text = TEXT, client = liisa): Promise<Answer> =>
    client.request('PUT', `/recordings/${id}/call-note`, { text });

  const drawnIds = ({ body }: Answer): string[] =>
    (body.calls as { recordingId: string }[]).map(({ recordingId }) => recordingId);

  /** A queue with one call that Liisa has drawn, listened to and written on. */
  async function noted(queue: string, overrides: Metadata = {}): Promise<{ recordingId: string; noteId: string }> {
    const recordingId = await call(queue, overrides);
    await draw(queue, 1);
    await listen(recordingId);
    const { status, body } = await write(recordingId);
    expect(status).toBe(200);
    return { recordingId, noteId: String(body.id) };
  }

  it('is drawn by chance that anybody can follow: from what the log says, and what was there', async () => {
    const pool = await calls('jono-a', 12);
    const events = await eventsDuring(server, () => draw('jono-a', 5));
    const drawn = events.find(({ action }) => action === 'weekly-sample.drawn');
    expect(drawn).toMatchObject({
      outcome: 'done',
      facts: { queue: 'jono-a', week: WEEK, wanted: 5, poolSize: 12, seed: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
    const { seed, recordingIds, poolSha256 } = drawn?.facts as Record<string, string>;
    const byHand = pool
      .map(id => `${createHash('sha256').update(`${seed}${id}`).digest('hex')} ${id}`)
      .sort()
      .slice(0, 5)
      .map(line => line.split(' ')[1]);
    expect(recordingIds).toEqual(byHand);
    expect(poolSha256).toBe(
      createHash('sha256')
        .update([...pool].sort().join('\n'))
        .digest('hex'),
    );
    const shown = await liisa.get(`/weekly-samples/${drawn?.object?.id ?? ''}`);
    expect(shown.body).toMatchObject({ seed, poolSize: 12, drawn: 5, poolIds: [...pool].sort() });
    expect(drawnIds(shown)).toEqual(byHand);
  });

  it('is drawn once for a queue and week, and takes what there is where there is less', async () => {
    await calls('jono-b', 2);
    expect((await draw('jono-b', 5)).body).toMatchObject({ wanted: 5, drawn: 2 });
    const events = await eventsDuring(server, async () => {
      expectProblem(await draw('jono-b', 1), 409, 'sample-drawn');
    });
    expect(events).toMatchObject([{ action: 'weekly-sample.drawn', outcome: 'refused', reason: 'sample-drawn' }]);
    expectProblem(await draw('jono-tyhjä', 1), 409, 'nothing-to-draw');
  });

  it('is one sample however often it is asked for at the same moment, and no call is in two', async () => {
    await calls('jono-c', 6);
    const other = await addPerson(server, {
      grants: [{ role: 'team-lead', purposes: ['service-development'], queues: ['jono-c'] }],
    });
    const colleague = await server.as(other.username);
    const answers = await Promise.all([1, 2, 3, 4].flatMap(() => [draw('jono-c', 4), draw('jono-c', 4, colleague)]));
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(2);
    expect(answers.filter(({ body }) => body.code === 'sample-drawn')).toHaveLength(6);
    const rows = await server.sql<{ recording_id: string }>(
      `select s.recording_id from sampled_call s join weekly_sample w on w.id = s.sample_id where w.queue = 'jono-c'`,
    );
    expect(rows).toHaveLength(6); // four, then the two that were left
  });

  it('is of a whole week that is over, Monday to Sunday in Helsinki', async () => {
    const [first, last] = [startOfDay(WEEK), startOfDay(addDays(WEEK, 7))];
    const at = (started: Date) => ({
      startedAt: started.toISOString(),
      endedAt: new Date(started.getTime() + 120_000).toISOString(),
    });
    const inside = [await call('jono-d', at(first)), await call('jono-d', at(new Date(last.getTime() - 1000)))];
    await call('jono-d', at(new Date(first.getTime() - 1000)));
    await call('jono-d', at(last));
    expect((await draw('jono-d', 20)).body).toMatchObject({ poolIds: inside.sort() });
    expectProblem(await draw('jono-d', 5, liisa, addDays(WEEK, 7)), 422, 'week-not-over');
    expectProblem(await draw('jono-d', 5, liisa, addDays(WEEK, 1)), 400, 'invalid-request');
  });

  it('draws nothing that is restricted, blocked, held past its day, silent, another scope’s, or an own call', async () => {
    const good = await call('jono-e');
    const [restricted, blocked, blockedForTraining, held, silent, without] = await calls('jono-e', 6);
    await call('jono-e', { unit: 'Laboratory' });
    await call('jono-e', { agent: { username: 'liisa.lupa' } });
    await server.sql('update recording set restricted = true where id = $1', [restricted]);
    await server.sql(`update recording set blocked_purposes = '{service-development}' where id = $1`, [blocked]);
    await server.sql(`update recording set blocked_purposes = '{internal-training}' where id = $1`, [
      blockedForTraining,
    ]);
    await server.sql(`update recording set ordinary_due_on = $2 where id = $1`, [held, addDays(helsinkiDay(NOW), -1)]);
    await server.sql(`update recording set loudest_dbfs = -96 where id = $1`, [silent]);
    await server.sql(`update recording set duration_ms = 0 where id = $1`, [without]);
    const ward = await addPerson(server, {
      grants: [{ role: 'team-lead', purposes: ['service-development'], units: ['Ward systems'] }],
    });
    const lead = await server.as(ward.username);
    const pools = await lead.get(`/weekly-samples/pools?week=${WEEK}`);
    expect((pools.body.pools as { queue: string }[]).filter(({ queue }) => queue === 'jono-e')).toEqual([
      { queue: 'jono-e', calls: 3, drawn: false },
    ]);
    // Liisa's own call is one for this lead, who is somebody else.
    const { body } = await draw('jono-e', 20, lead);
    expect(body.poolIds).toContain(good);
    expect(body.poolIds).toContain(blockedForTraining);
    expect(body.poolIds).toHaveLength(3);
    await server.sql('update recording set ordinary_due_on = due_on where id = $1', [held]);
    await server.sql('update recording set restricted = false where id = $1', [restricted]);
    await server.sql('update recording set duration_ms = 2000 where id = $1', [without]);
  });

  it('shows what is in it to a team lead of its scope, and that it was drawn to those who watch', async () => {
    await calls('jono-f', 3);
    const { body } = await draw('jono-f', 3);
    const elsewhere = await addPerson(server, {
      grants: [{ role: 'team-lead', purposes: ['service-development'], queues: ['jono-muu'] }],
    });
    const stranger = await server.as(elsewhere.username);
    expectProblem(await stranger.get(`/weekly-samples/${String(body.id)}`), 404, 'not-found');
    expect((await stranger.get('/weekly-samples')).body.items).toEqual([]);
    for (const username of ['tapio.tietosuoja', 'aila.auditoija']) {
      const watcher = await server.as(username);
      const { items } = (await watcher.get('/weekly-samples')).body as { items: Record<string, unknown>[] };
      const head = items.find(({ id }) => id === body.id);
      expect(head).toMatchObject({ queue: 'jono-f', drawn: 3, drawerName: 'Liisa Lupa' });
      expect(Object.keys(head ?? {})).not.toContain('calls');
      expectProblem(await watcher.get(`/weekly-samples/${String(body.id)}`), 403, 'not-permitted');
    }
    expectProblem(await maija.get('/weekly-samples'), 403, 'not-permitted');
  });

  it('asks for listening before a note, for the development of the service', async () => {
    const id = await call('jono-g');
    expectProblem(await write(id), 404, 'not-found');
    const sample = await draw('jono-g', 1);
    expect(sample.body.calls).toMatchObject([{ recordingId: id, heard: false, note: null, permitted: [] }]);
    expectProblem(await write(id), 409, 'call-not-heard');
    await liisa.post(`/recordings/${id}/playbacks`, { purpose: 'internal-training' });
    expectProblem(await write(id), 409, 'call-not-heard');
    await listen(id);
    const again = await liisa.get(`/weekly-samples/${String(sample.body.id)}`);
    expect(again.body.calls).toMatchObject([{ heard: true, note: null, permitted: ['note'] }]);
    expect((await write(id)).body).toMatchObject({
      recordingId: id,
      text: TEXT,
      readAt: null,
      writerName: 'Liisa Lupa',
    });
  });

  it('leaves writing to whoever drew the call', async () => {
    const id = await call('jono-h');
    await draw('jono-h', 1);
    const other = await addPerson(server, { grants: [{ role: 'team-lead', purposes: ['service-development'] }] });
    const colleague = await server.as(other.username);
    await listen(id, colleague);
    expectProblem(await write(id, TEXT, colleague), 404, 'not-found');
  });

  it('has a note that its writer amends until the agent has read it, and nobody after that', async () => {
    const { recordingId, noteId } = await noted('jono-i');
    const amended = await write(recordingId, 'Parempi sana.');
    expect(amended.body).toMatchObject({ id: noteId, text: 'Parempi sana.', amendedAt: expect.any(String) });
    const listed = await maija.get('/call-notes');
    expect((listed.body.items as object[]).at(0)).toMatchObject({ id: noteId, recordingId, readAt: null });
    expect(JSON.stringify(listed.body)).not.toContain('Parempi');
    const events = await eventsDuring(server, async () => {
      expect((await maija.get(`/call-notes/${noteId}`)).body).toMatchObject({ text: 'Parempi sana.' });
    });
    expect(events).toMatchObject([
      { action: 'call-note.read', outcome: 'done', recordingId, purpose: 'service-development' },
    ]);
    expectProblem(await write(recordingId, 'Liian myöhään.'), 409, 'note-read');
    expect((await liisa.get(`/call-notes/${noteId}`)).body).toMatchObject({
      text: 'Parempi sana.',
      readAt: expect.any(String),
    });
  });

  it('has a note that stays unread until its agent reads it, whoever else may', async () => {
    const { recordingId, noteId } = await noted('jono-j');
    await liisa.get(`/call-notes/${noteId}`);
    expect((await write(recordingId, 'Vielä kerran.')).status).toBe(200);
  });

  it('shows a note to nobody else, nor that there is one', async () => {
    const { recordingId, noteId } = await noted('jono-k');
    const other = await addPerson(server, { grants: [{ role: 'team-lead', purposes: ['service-development'] }] });
    const colleague = await server.as(other.username);
    const [sample] = await server.sql<{ id: string }>(`select id from weekly_sample where queue = 'jono-k'`);
    const seen = await colleague.get(`/weekly-samples/${sample?.id ?? ''}`);
    expect(seen.body.calls).toMatchObject([{ recordingId, note: null }]);
    for (const client of [colleague, await server.as('eero.esimerkki')]) {
      const events = await eventsDuring(server, async () => {
        expectProblem(await client.get(`/call-notes/${noteId}`), 404, 'not-found');
      });
      expect(events).toMatchObject([{ action: 'call-note.read', outcome: 'refused', reason: 'not-permitted' }]);
      expect((await client.get('/call-notes')).body.items).toEqual([]);
    }
    for (const username of ['kirsi.koulu', 'oili.oikeus', 'tapio.tietosuoja', 'aila.auditoija', 'yrjo.yllapito'])
      expectProblem(await (await server.as(username)).get(`/call-notes/${noteId}`), 403, 'not-permitted');
    const details = await liisa.get(`/recordings/${recordingId}`);
    expect(JSON.stringify(details.body)).not.toContain(TEXT);
  });

  it('is out of reach while its call is restricted or blocked for it', async () => {
    const { recordingId, noteId } = await noted('jono-l');
    for (const column of [`restricted = true`, `blocked_purposes = '{service-development}'`]) {
      await server.sql(`update recording set ${column} where id = $1`, [recordingId]);
      for (const client of [maija, liisa]) expectProblem(await client.get(`/call-notes/${noteId}`), 404, 'not-found');
      expectProblem(await write(recordingId), 404, 'not-found');
      await server.sql(`update recording set restricted = false, blocked_purposes = '{}' where id = $1`, [recordingId]);
    }
    expect((await maija.get(`/call-notes/${noteId}`)).status).toBe(200);
  });

  it('lies in words nowhere but under the key of its call, and in no event', async () => {
    const word = 'Ainutkertainensana';
    const { recordingId } = await noted('jono-m');
    await write(recordingId, word);
    const written = [...(await everythingWritten(server)).values()].join('\n');
    expect(written).toContain(recordingId);
    for (const form of [word, Buffer.from(word).toString('hex')]) expect(written).not.toContain(form);
    expect(JSON.stringify(await loggedEvents(server))).not.toContain(word);
  });

  it('counts and grades nothing: what is said of a note has no number in it', async () => {
    const { noteId } = await noted('jono-n');
    for (const body of [(await maija.get('/call-notes')).body, (await maija.get(`/call-notes/${noteId}`)).body])
      expect(numbersIn(body)).toEqual([]);
    for (const grade of [{ text: TEXT, score: 5 }, { text: TEXT, rating: '4/5' }, { text: 5 }]) {
      const { recordingId } = await noted(`jono-n${numbersIn(grade).length}${Object.keys(grade).join('')}`);
      expectProblem(await liisa.request('PUT', `/recordings/${recordingId}/call-note`, grade), 400, 'invalid-request');
    }
  });

  it('follows its call to the agent whose it turns out to be', async () => {
    const { recordingId, noteId } = await noted('jono-o', { agent: { username: 'tuntematon.tiina' } });
    expectProblem(await maija.get(`/call-notes/${noteId}`), 404, 'not-found');
    await server.sql('update recording set agent_id = $2 where id = $1', [recordingId, server.ids.get('maija.malli')]);
    expect((await maija.get(`/call-notes/${noteId}`)).body).toMatchObject({ text: TEXT });
  });

  it('has notes that die with their calls: a hold for something else keeps the call and not the note', async () => {
    const [gone, held] = [await noted('jono-p'), await noted('jono-q')];
    await hold(server, held.recordingId, ['complaint'], addDays(WEEK, 200));
    const [sealed] = await server.sql<{ sealed_text: Buffer }>('select sealed_text from call_note where id = $1', [
      gone.noteId,
    ]);
    const due = addDays(addDays(WEEK, 6), ORDINARY_DAYS);
    const [{ dueOn } = { dueOn: due }] = await server.sql<{ dueOn: Day }>(
      `select due_on as "dueOn" from recording where id = $1`,
      [gone.recordingId],
    );
    const key = await server.app.get(KeyRing).open(gone.recordingId, dueOn);
    const note = { id: gone.noteId, recordingId: gone.recordingId };
    expect(openNote(key, note, sealed?.sealed_text ?? Buffer.alloc(0))).toBe(TEXT);

    server.clock.moveTo(startOfDay(addDays(due, 1)));
    [maija, liisa] = [await server.as('maija.malli'), await server.as('liisa.lupa')];
    for (const { noteId } of [gone, held])
      for (const client of [maija, liisa]) expectProblem(await client.get(`/call-notes/${noteId}`), 404, 'not-found');
    expect((await maija.get('/call-notes')).body.items).toEqual([]);

    await server.app.get(RunPurges).execute();
    await server.app.get(EndNotes).execute(helsinkiDay(server.clock.now()));
    expect(await server.sql('select id from call_note')).toEqual([]);
    const left = 'select id from recording where id = any($1::uuid[])';
    expect(await server.sql(left, [[gone.recordingId, held.recordingId]])).toEqual([{ id: held.recordingId }]);
    expect(await server.sql(`select id from weekly_sample where queue in ('jono-p', 'jono-q')`)).toEqual([]);
    await expect(server.app.get(KeyRing).open(gone.recordingId, dueOn)).rejects.toThrow();
    const ended = await loggedEvents(server, 'call-note.ended');
    expect(ended.map(({ object }) => object?.id)).toContain(held.noteId);
    expect(ended.map(({ object }) => object?.id)).not.toContain(gone.noteId);
  });
});

/** Every number anywhere in a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
