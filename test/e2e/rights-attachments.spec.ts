import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { eventsDuring as allEventsDuring } from '../support/log.js';
import { expectProblem } from '../support/refused.js';
import { RightsScenes } from '../support/rights.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let scenes: RightsScenes;
/** Two agents, the rights officer, and the data protection officer. */
let maija: Client;
let kaisa: Client;
let oili: Client;
let tapio: Client;

const LETTER = Buffer.from('Pyydän kopion puheluistani. Testi Soittaja');
const NAME = 'Pyyntö Testi Soittaja.txt';
const HOUR_MS = 3_600_000;

interface DocumentItem {
  readonly id: string;
  readonly name: string;
}

/** Without the search at the receipt, which comes by itself some time. */
const eventsDuring = async (work: () => Promise<unknown>) =>
  (await allEventsDuring(server, work)).filter(({ action }) => action !== 'rights-request.searched');

const documentsOf = async (id: string): Promise<DocumentItem[]> =>
  ((await oili.get(`/rights-requests/${id}/documents`)).body.items ?? []) as DocumentItem[];

const stored = async (): Promise<unknown> =>
  server.sql(
    'select (select count(*) from dossier_file) as files, (select count(*) from rights_document) as documents',
  );

beforeAll(async () => {
  server = await startTestServer();
  scenes = new RightsScenes(server);
});

beforeEach(async () => {
  maija = await server.as('maija.malli');
  kaisa = await server.as('kaisa.koenimi');
  oili = await server.as('oili.oikeus');
  tapio = await server.as('tapio.tietosuoja');
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('a file that comes with a request', () => {
  it('is added by whoever registered it within the hour, who reads nothing by that', async () => {
    const { id, number } = await scenes.register(maija);
    const events = await eventsDuring(async () => {
      const { status, body } = await scenes.attach(maija, id, LETTER, NAME);
      const sha256 = createHash('sha256').update(LETTER).digest('hex');
      expect([status, body]).toEqual([201, { id: expect.any(String), sizeBytes: LETTER.length, sha256 }]);
    });
    expect(events.map(({ action, reference }) => [action, reference])).toEqual([['rights-request.attached', number]]);
    expect(JSON.stringify(events)).not.toMatch(/Soittaja|text\/plain/);
    expectProblem(await maija.get(`/rights-requests/${id}/documents`), 403, 'not-permitted');
    server.clock.advance(HOUR_MS);
    maija = await server.as('maija.malli');
    expect((await scenes.attach(maija, id, LETTER, NAME)).status).toBe(201);
    server.clock.advance(1);
    expectProblem(await scenes.attach(maija, id, LETTER, NAME), 404, 'not-found');
  });

  it('is added by no other agent, nor by whoever only reads; the attempts are on record', async () => {
    const { id } = await scenes.register(maija);
    const before = await stored();
    const events = await eventsDuring(async () => {
      expectProblem(await scenes.attach(kaisa, id, LETTER, NAME), 404, 'not-found');
      expectProblem(await scenes.attach(tapio, id, LETTER, NAME), 403, 'not-permitted');
    });
    expect(events.map(({ action, outcome, reason }) => [action, outcome, reason])).toEqual([
      ['rights-request.attached', 'refused', 'not-found'],
      ['rights-request.attached', 'refused', 'not-permitted'],
    ]);
    expect(await stored()).toEqual(before);
  });

  it('is listed and opened by who reads the case, each with its event first', async () => {
    const { id, number } = await scenes.register(maija);
    await scenes.attach(oili, id, LETTER, NAME);
    for (const reader of [oili, tapio]) {
      const events = await eventsDuring(async () => {
        const { body } = await reader.get(`/rights-requests/${id}/documents`);
        expect(body.items).toEqual([
          expect.objectContaining({
            ...{ kind: 'attachment', name: NAME, mediaType: 'text/plain', sizeBytes: LETTER.length },
            ...{ creatorName: 'Oili Oikeus', recordingId: null, letterKind: null },
          }),
        ]);
        const [document] = body.items as DocumentItem[];
        const answer = await reader.get(`/rights-requests/${id}/documents/${document?.id ?? ''}`);
        expect([answer.status, answer.bytes]).toEqual([200, LETTER]);
        const headers = ['content-type', 'cache-control', 'x-content-type-options', 'content-disposition'];
        expect(headers.map(name => answer.headers.get(name))).toEqual([
          ...['text/plain', 'no-store', 'nosniff'],
          `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(NAME)}`,
        ]);
      });
      expect(events.map(({ action, reference }) => [action, reference])).toEqual([
        ['rights-request.opened', number],
        ['rights-request.file-opened', number],
      ]);
    }
  });

  it('is not found in another case, nor by an agent', async () => {
    const [one, other] = [await scenes.register(maija), await scenes.register(maija)];
    await scenes.attach(oili, one.id, LETTER, NAME);
    const [{ id } = { id: '' }] = await documentsOf(one.id);
    expectProblem(await oili.get(`/rights-requests/${other.id}/documents/${id}`), 404, 'not-found');
    expectProblem(await maija.get(`/rights-requests/${one.id}/documents/${id}`), 403, 'not-permitted');
  });

  it('is heard in its own place instead where it is a redacted copy', async () => {
    const { id } = await scenes.register(maija);
    await scenes.attach(oili, id, LETTER, NAME);
    const [document] = await documentsOf(id);
    await server.sql(`update rights_document set kind = 'copy' where id = $1`, [document?.id]);
    expectProblem(await oili.get(`/rights-requests/${id}/documents/${document?.id ?? ''}`), 404, 'not-found');
  });

  it('lies encrypted, its name sealed', async () => {
    const { id } = await scenes.register(maija);
    await scenes.attach(oili, id, LETTER, NAME);
    const rows = await server.sql<{ sealed_name: Buffer }>(
      'select sealed_name from rights_document where case_id = $1',
      [id],
    );
    expect(rows.map(({ sealed_name: name }) => name.includes('Soittaja'))).toEqual([false]);
  });

  it('has a name and a type of one line, whatever the sender says', async () => {
    const { id } = await scenes.register(maija);
    await scenes.attach(oili, id, LETTER, `${'a'.repeat(300)}.txt`, 'Text/HTML; evil="1"');
    await scenes.attach(oili, id, LETTER, ' ', 'nonsense');
    const items = (await oili.get(`/rights-requests/${id}/documents`)).body.items;
    expect(items).toMatchObject([
      { name: 'a'.repeat(255), mediaType: 'text/html' },
      { name: 'liite', mediaType: 'application/octet-stream' },
    ]);
  });
});

describe('a file that is not taken', () => {
  it('is larger than 20 MiB, or one too many', async () => {
    const { id } = await scenes.register(maija);
    const most = 20 * 1024 * 1024;
    expect((await scenes.attach(oili, id, Buffer.alloc(most), 'a.bin')).status).toBe(201);
    const before = await stored();
    expectProblem(await scenes.attach(oili, id, Buffer.alloc(most + 1), 'b.bin'), 413, 'file-too-large');
    expect(await stored()).toEqual(before);
    await server.sql(
      `insert into rights_document (id, case_id, file_id, kind, sealed_name, created_at)
       select gen_random_uuid(), case_id, file_id, kind, sealed_name, created_at
       from rights_document, generate_series(1, 48) where case_id = $1`,
      [id],
    );
    expect((await scenes.attach(oili, id, LETTER, NAME)).status).toBe(201);
    expectProblem(await scenes.attach(oili, id, LETTER, NAME), 409, 'attachments-full');
  });

  it('comes as no form, without a file, or with something beside it', async () => {
    const { id } = await scenes.register(maija);
    const before = await stored();
    const path = `/rights-requests/${id}/attachments`;
    expectProblem(await oili.post(path, {}), 415, 'multipart-expected');
    expectProblem(await oili.upload(new FormData(), path), 400, 'invalid-request');
    const wrongName = new FormData();
    wrongName.set('attachment', new Blob([LETTER]), 'a.txt');
    expectProblem(await oili.upload(wrongName, path), 400, 'invalid-request');
    const two = new FormData();
    two.append('file', new Blob([LETTER]), 'a.txt');
    two.append('file', new Blob([LETTER]), 'b.txt');
    expectProblem(await oili.upload(two, path), 400, 'invalid-request');
    const beside = new FormData();
    beside.append('file', new Blob([LETTER]), 'a.txt');
    beside.append('note', 'Testi Soittaja');
    expectProblem(await oili.upload(beside, path), 400, 'invalid-request');
    expect(await stored()).toEqual(before);
  });
});
