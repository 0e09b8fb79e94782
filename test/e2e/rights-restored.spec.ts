import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcceptRestore } from '../../src/audit/index.js';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { DeleteBlobs } from '../../src/retention/purge/delete-blobs.js';
import { HELD_DAYS } from '../../src/rights/search/wanted-hold.js';
import { LookAtCases } from '../../src/rights/search/look-at-cases.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { CONTACTS } from '../support/decided-case.js';
import { settleLog } from '../support/log.js';
import { reconcileLater } from '../support/reconcile-later.js';
import { expectProblem } from '../support/refused.js';
import { backUpDatabase, endOnBackup, startedOnBackup } from '../support/restore.js';
import { RightsScenes } from '../support/rights.js';
import { EffectScenes, type Delivered, type TakenUp } from '../support/rights-effects.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const DAY_MS = 24 * 3_600_000;
const TODAY = helsinkiDay(NOW);
const WORDS = 'Perustelu.';
const ROWS = {
  recordings: `select id, restricted, excepted_through_on, blocked_purposes::text, due_on from recording order by id`,
  restrictions: `select recording_id, reference, ground, restricted_by, restricted_at, lifted_by, lifted_at
    from restriction order by recording_id, restricted_at`,
  blocks: `select recording_id, purpose, reference, because, blocked_by, ended_by, ended_at from purpose_block
    order by recording_id, purpose`,
  holds: `select recording_id, reference, until_on, state from hold order by recording_id, reference`,
};

let first: TestServer;
let server: TestServer;
let scenes: EffectScenes;
let oili: Client;
let satu: Client;
let taken: TakenUp;
/** Restricted, lifted, excepted, blocked, unblocked since, corrected, kept for a request that was closed since. */
let [restricted, lifted, excepted, blocked, unblocked, corrected, kept]: Delivered[] = [];
let before: object;

const idOf = (recording: Delivered | undefined): string => recording?.id ?? '';

beforeAll(async () => {
  first = await startTestServer({ env: CONTACTS });
  server = first;
  scenes = new EffectScenes(server);
  oili = await server.as('oili.oikeus');
  satu = await server.as('satu.sijainen');
  const maija = await server.as('maija.malli');
  const delivered: Delivered[] = [];
  for (let n = 0; n < 6; n += 1) delivered.push(await scenes.deliver());
  [restricted, lifted, excepted, blocked, unblocked, corrected] = delivered;
  taken = await scenes.takenUp(maija, ['restriction', 'objection', 'rectification'], delivered);
  await act('restrictions', { recordingIds: [idOf(lifted), idOf(excepted)], ground: '18-1-a', words: WORDS });
  await block(unblocked);
  kept = await scenes.deliver({ caller: { category: 'unknown', phone: '+358401239999' } });
  const person = { phone: '+358401239999' };
  const { id: closedId } = await new RightsScenes(server).register(maija, { person });
  await settleLog(server);
  const backup = await backUpDatabase(first);

  await act('restrictions', { recordingIds: [idOf(restricted)], ground: '18-1-c', words: WORDS });
  await twice('restriction-liftings', { recordingIds: [idOf(lifted)], words: WORDS, informed: await delivery() });
  await twice('restriction-exceptions', {
    ...{ recordingIds: [idOf(excepted)], ground: 'consent', words: WORDS, until: addDays(TODAY, 9) },
  });
  await block(blocked);
  await twice('purpose-unblocks', {
    ...{ recordingIds: [idOf(unblocked)], purposes: ['service-level-study'], words: WORDS },
  });
  const recordingId = idOf(corrected);
  await act('corrections', { recordingId, field: 'ticket', value: 'T-7', why: WORDS });
  await act('statements', { recordingId, text: 'En sanonut niin.' });
  await close(closedId);
  before = await rows();
  server = await startedOnBackup(first, backup);
});

afterAll(async () => {
  await endOnBackup(first, server);
});

async function act(path: string, body: object, client = oili): Promise<string> {
  const answer = await client.post(`${taken.path}/${path}`, body);
  expect([path, answer.status, answer.body.code]).toEqual([path, 201, undefined]);
  return String(answer.body.id);
}

/** One prepares it, the other confirms it. */
async function twice(path: string, body: object): Promise<void> {
  const id = await act(path, body);
  expect((await satu.post(`${taken.path}/effects/${id}/confirmation`, {})).body.state).toBe('done');
}

async function block(recording: Delivered | undefined): Promise<void> {
  const of = { recordingIds: [idOf(recording)], purposes: ['service-level-study'] };
  await act('purpose-blocks', { ...of, because: 'objection', words: WORDS });
}

/** The person is told of the lifting by a letter, and by nothing else (GDPR art. 18(3)). */
async function delivery(): Promise<{ deliveryId: string }> {
  const wanted = { recordingIds: [idOf(lifted)], words: WORDS };
  const path = `${taken.path}/restriction-liftings`;
  const parts = {
    to: { name: 'Testi Soittaja', lines: ['Esimerkkikatu 1'] },
    liftedOn: addDays(TODAY, 1),
    reason: WORDS,
  };
  const letter = await oili.post(`${taken.path}/letters`, { kind: 'restriction-lifting', parts });
  expect([letter.status, letter.body.parts]).toEqual([201, undefined]);
  const informed = { deliveryId: String(letter.body.documentId) };
  expectProblem(await oili.post(path, { ...wanted, informed }), 422, 'not-informed');
  const sent = await oili.post(`${taken.path}/deliveries`, {
    ...{ documentId: letter.body.documentId, channel: 'post', to: 'Testi Soittaja, Esimerkkikatu 1' },
  });
  expect(sent.status).toBe(201);
  const other = await scenes.takenUp(oili, ['restriction'], [lifted ?? ({} as Delivered)]);
  await oili.post(`${other.path}/restrictions`, { ...wanted, ground: '18-1-a' });
  const ofAnother = { ...wanted, informed: { deliveryId: String(sent.body.id) } };
  expectProblem(await oili.post(`${other.path}/restriction-liftings`, ofAnother), 422, 'not-informed');
  const own = { ...wanted, informed: { on: TODAY, channel: 'post' } };
  const { body } = await oili.post(`${other.path}/restriction-liftings`, own);
  await satu.post(`${other.path}/effects/${String(body.id)}/confirmation`, {});
  return { deliveryId: String(sent.body.id) };
}

/** A request is over, so what it kept goes 30 days later. */
async function close(id: string): Promise<void> {
  await server.sql(`update rights_case set state = 'closed', closed_at = $2 where id = $1`, [id, server.clock.now()]);
  await server.app.get(LookAtCases).execute();
}

async function rows(): Promise<object> {
  const all = Object.entries(ROWS).map(async ([name, statement]) => [name, await server.sql(statement)] as const);
  return Object.fromEntries(await Promise.all(all));
}

describe('a restored backup from before rights took effect', () => {
  it('has their effects once more when it is accepted, and names what it could not bring back', async () => {
    expect(await rows()).not.toEqual(before);
    const { replayed, notReplayed } = await server.app.get(AcceptRestore).execute('Levy hajosi.');
    expect(replayed).toMatchObject({
      ...{ 'recording.restricted': 2, 'recording.restriction-lifted': 2, 'recording.restriction-excepted': 1 },
      ...{ 'recording.purpose-blocked': 1, 'recording.purpose-unblocked': 1, 'hold.shortened': 1 },
    });
    expect(notReplayed).toMatchObject({ 'recording.corrected': 1, 'recording.statement-added': 1 });
    expect(Object.keys(notReplayed).filter(action => /^(hold|recording\.(restrict|purpose))/.test(action))).toEqual([]);
    expect(await rows()).toEqual(before);
    expect(await server.sql('select id from supplementary_statement')).toEqual([]);
    await settleLog(server);
  });

  it('refuses what is restricted and blocked again, and plays what was lifted', async () => {
    const [maija, liisa] = [await server.as('maija.malli'), await server.as('liisa.lupa')];
    scenes = new EffectScenes(server);
    expectProblem(await scenes.play(maija, idOf(restricted), 'service-development'), 403, 'restricted');
    expectProblem(await scenes.play(maija, idOf(excepted), 'service-development'), 403, 'restricted');
    expect((await scenes.play(maija, idOf(lifted), 'service-development')).status).toBe(201);
    expectProblem(await scenes.play(liisa, idOf(blocked), 'service-level-study'), 403, 'purpose-blocked');
    expect((await scenes.play(liisa, idOf(unblocked), 'service-level-study')).status).toBe(201);
    const [hold] = await server.sql<{ until_on: string }>('select until_on from hold where recording_id = $1', [
      idOf(kept),
    ]);
    expect(hold?.until_on).toBe(addDays(TODAY, 30));
    expect(HELD_DAYS).toBeGreaterThan(30);
    // What was written since the backup, a letter and a case, has keys and a blob and no row: the reconciliation's.
    await reconcileLater(server, 5 * DAY_MS);
    await server.app.get(DeleteBlobs).execute();
    await checkCustody(server);
  });
});
