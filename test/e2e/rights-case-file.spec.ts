import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { packageCode } from '../../src/rights/package/package-code.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { startAnswerDesk, type DecidedCases } from '../support/decided-case.js';
import { eventsDuring } from '../support/log.js';
import { expectProblem } from '../support/refused.js';
import type { TestServer } from '../support/server.js';
import { unzip } from '../support/unzip.js';

let server: TestServer;
let cases: DecidedCases;
let oili: Client;
let tapio: Client;

beforeAll(async () => {
  ({ server, cases, oili, tapio } = await startAnswerDesk());
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

async function aCase() {
  const { id, number } = await cases.granted(await cases.recording());
  const effects = { access: 'Saatte jäljennöksen.' };
  const letter = await oili.post(`/rights-requests/${id}/letters`, { kind: 'answer', parts: { effects } });
  const sent = { documentId: letter.body.documentId, channel: 'post', to: 'Testi Soittaja, Esimerkkikatu 1' };
  expect((await oili.post(`/rights-requests/${id}/deliveries`, sent)).status).toBe(201);
  return { id, number, letterSha256: String(letter.body.sha256) };
}

type Journal = readonly { readonly at: string; readonly action: string; readonly eventId: string }[];

describe('the file of a case', () => {
  it('is complete and in the order of time, with the events of the log and the proof of each', async () => {
    const { id, number, letterSha256 } = await aCase();
    const { status, body } = await tapio.get(`/rights-requests/${id}/file`);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        case: expect.objectContaining({ number, state: 'decided' }),
        request: expect.objectContaining({ person: expect.objectContaining({ name: 'Testi Soittaja' }) }),
        documents: [expect.objectContaining({ kind: 'letter', letterKind: 'answer', sha256: letterSha256 })],
        deliveries: [expect.objectContaining({ detail: { to: 'Testi Soittaja, Esimerkkikatu 1', proof: null } })],
      }),
    ]);
    const journal = body.journal as Journal;
    const actions = journal.map(({ action }) => action);
    expect(actions[0]).toBe('rights-request.registered');
    expect(actions.slice(-3)).toEqual([
      'rights-request.letter-made',
      'rights-request.delivered',
      'rights-request.exported',
    ]);
    expect(journal.map(({ at }) => at)).toEqual(journal.map(({ at }) => at).toSorted());
    const events = body.events as { eventId: string; leaf: string; proof: string }[];
    expect(events.map(({ eventId }) => eventId)).toEqual(journal.map(({ eventId }) => eventId));
    for (const { eventId, leaf, proof } of events) {
      expect(JSON.parse(leaf)).toMatchObject({ id: eventId, reference: number });
      expect(proof).toContain('c2sp.org/tlog-proof');
    }
    expect(JSON.stringify(body)).not.toMatch(/tokenSha256|codeSha256|sealed[A-Z]/);
  });

  it('is taken out as a ZIP with its documents, which opens with the code that was given', async () => {
    const { id, letterSha256 } = await aCase();
    const code = packageCode();
    const { status, bytes } = await tapio.post(`/rights-requests/${id}/file`, { code });
    expect(status).toBe(200);
    const opened = await unzip(bytes, code);
    expect([...opened.keys()]).toEqual(['asia.json', 'asia.pdf', 'liite-1.pdf', 'tiivisteet.sha256']);
    const letter = opened.get('liite-1.pdf') ?? Buffer.alloc(0);
    expect(createHash('sha256').update(letter).digest('hex')).toBe(letterSha256);
    expect(opened.get('asia.pdf')?.subarray(0, 5).toString()).toBe('%PDF-');
    await expect(unzip(bytes, packageCode())).rejects.toThrow();
  });

  it('takes no code that somebody has made up', async () => {
    const { id } = await aCase();
    for (const code of ['salasana', 'AAAAA-AAAAA-AAAAA-AAAAA', '']) {
      expectProblem(await tapio.post(`/rights-requests/${id}/file`, { code }), 400, 'invalid-request');
    }
  });

  it('is on record before it is opened, in the log and in the file', async () => {
    const { id } = await aCase();
    const events = await eventsDuring(server, () => oili.get(`/rights-requests/${id}/file`));
    expect(events.map(({ action, facts }) => [action, facts?.form])).toEqual([['rights-request.exported', 'json']]);
  });

  it('is nobody’s but the rights officers’ and the data protection officer’s', async () => {
    const { id } = await aCase();
    for (const username of ['maija.malli', 'aila.auditoija', 'yrjo.yllapito']) {
      expectProblem(await (await server.as(username)).get(`/rights-requests/${id}/file`), 403, 'not-permitted');
    }
  });

  it('is not taken out by whom the case is about', async () => {
    const { id } = await aCase();
    await server.sql('update rights_case set subject_staff_id = $2 where id = $1', [id, server.ids.get('oili.oikeus')]);
    expectProblem(await oili.get(`/rights-requests/${id}/file`), 404, 'not-found');
  });
});

describe('the statistics of a year', () => {
  it('count what was received in it, without anybody', async () => {
    const { body } = await tapio.get('/rights-requests/statistics?year=2026');
    const before = { requests: Number(body.requests), access: (body.byRight as { access: number }).access };
    await aCase();
    const after = await tapio.get('/rights-requests/statistics?year=2026');
    expect(after.body).toMatchObject({
      ...{ year: 2026, requests: before.requests + 1, late: 0, byRight: { access: before.access + 1 } },
    });
    expect((await tapio.get('/rights-requests/statistics?year=2025')).body).toMatchObject({ requests: 0 });
    expect(JSON.stringify(after.body)).not.toContain('Soittaja');
  });
});
