import { writeFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { everythingWritten, placesOf } from '../support/everything-written.js';
import { callMetadata } from '../support/metadata.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** Invented, and found nowhere but in what these tests send. */
const CALLER = {
  name: 'Kanarialintu Sinisiipi',
  phone: '+358 45 765 4321',
  email: 'Kanaria.Sinisiipi@canary.example',
  organisation: 'Kanariaosasto',
  personalIdentityCode: '311299-998D',
};
const PATIENT = { name: 'Keltasirkku Potilas', personalIdentityCode: '070711B942C' };
const NOTE = 'kanarian muistiinpano';
const TYPED = 'vahingossa kirjoitettu salasana';
const REASON = 'Vapaasanainen perustelu käyttöoikeudelle';

const CANARIES = [
  ...['Kanarialintu', 'kanarialintu', 'Sinisiipi', 'sinisiipi', 'Kanariaosasto', 'Keltasirkku', 'keltasirkku'],
  ...['45 765 4321', '457654321', 'canary.example', '311299-998D', '070711B942C', NOTE, TYPED],
];

describe('personal data', () => {
  let server: TestServer;
  const output: string[] = [];

  beforeAll(async () => {
    const keep = (bytes: unknown) => output.push(String(bytes)) > 0;
    jest.spyOn(process.stdout, 'write').mockImplementation(keep);
    jest.spyOn(process.stderr, 'write').mockImplementation(keep);
    server = await startTestServer();
    const administrator = await server.as('yrjo.yllapito');
    await administrator.request('PUT', '/sources/pbx-7', { keepsIdentityCodes: true, notice: null });
    await grantWithReason(administrator);
    await deliverInEveryWay();
    await searchInEveryWay();
    await revealAndListen();
    await failInside();
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    await server.stop();
  });

  it('stand nowhere in clear: in no table, no file, no line of output', async () => {
    const written = await everythingWritten(server);
    written.set('output', output.join(''));
    expect(CANARIES.filter(canary => placesOf(canary, written).length > 0)).toEqual([]);
    const ofTheGrant = ['table access_grant', 'table grant_proposal']; // and of the proposal, not of the log
    expect(placesOf('Vapaasanainen', written).sort()).toEqual(ofTheGrant);
    await checkCustody(server);
  });

  it('would be seen in a column of text, a column of bytes, a file, and in the output', async () => {
    await server.sql('create table leak (line text, bytes bytea)');
    await server.sql('insert into leak values ($1, $2)', ['x', Buffer.from(`x${NOTE}`)]);
    const file = join(server.folders.data, 'leak');
    await writeFile(file, `line of a log: Keltasirkku`);
    const written = await everythingWritten(server);
    written.set('output', output.join(''));
    expect(placesOf(NOTE, written)).toEqual(['table leak']);
    expect(placesOf('Keltasirkku', written)).toEqual([file]);
    expect(placesOf('user-support', written)).toContain('table recording');
    expect(placesOf('answered internal-error', written)).toEqual(['output']);
    await server.sql('drop table leak');
    await rm(file);
  });

  async function grantWithReason(administrator: Client): Promise<void> {
    const grant = { role: 'agent', fromOn: '2026-11-24', untilOn: '2026-12-24', reason: REASON };
    const path = `/staff/${server.ids.get('liisa.lupa') ?? ''}/grants`;
    const { body } = await administrator.post(path, grant);
    await administrator.post(`/grants/${String(body.id)}/revocation`, { reason: REASON });
    await administrator.post(path, { ...grant, role: 'auditor' });
    const { body: proposed } = await administrator.post(path, { ...grant, role: 'trainer' });
    const second = await server.as('paula.paakayttaja');
    const decision = { outcome: 'refused', reason: REASON };
    await second.post(`/grant-proposals/${String(proposed.proposalId)}/decision`, decision);
  }

  async function deliverInEveryWay(): Promise<void> {
    const ingest = server.ingest();
    const call = (more: object) =>
      callMetadata(server.clock.now(), { caller: CALLER, patients: [PATIENT], note: NOTE, ...more });
    const audio = wav({ seconds: 0.2 });
    await ingest.deliver(call({ source: 'pbx-7' }), audio);
    await ingest.deliver(call({ source: 'pbx-8' }), audio);
    await ingest.deliver(call({ notice: { played: false } }), audio);
    await ingest.deliver(call({ startedAt: '2020-01-01T00:00:00Z', endedAt: '2020-01-01T00:00:01Z' }), audio);
    await ingest.deliver(call({ queue: { name: CALLER.name } }), audio);
    await ingest.deliver(call({ [CALLER.name]: 1 }), audio);
    await ingest.deliver(call({ caller: { ...CALLER, phone: CALLER.phone.repeat(50) } }), audio);
    await ingest.deliver(JSON.stringify(call({})).slice(0, -5), audio);
    await ingest.deliver(call({}), Buffer.from(`${CALLER.name} ${NOTE}`.repeat(20)));
  }

  async function searchInEveryWay(): Promise<void> {
    const { personalIdentityCode, name, phone, email } = CALLER;
    for (const username of ['maija.malli', 'risto.reklamaatio', 'oili.oikeus', 'aila.auditoija']) {
      const client = await server.as(username);
      for (const search of [
        { name },
        { phone },
        { email },
        { personalIdentityCode },
        { name: `${name} ${NOTE}`, phone: CALLER.name },
      ]) {
        await client.post('/recordings/searches', search);
      }
      await client.post('/recordings/searches', { personalIdentityCode, reference: 'V-1' });
      await client.post('/staff/searches', { name });
    }
    await server.anonymous().post('/sessions', { username: TYPED, password: TYPED });
  }

  async function revealAndListen(): Promise<void> {
    const risto = await server.as('risto.reklamaatio');
    const { body } = await risto.get('/recordings');
    for (const { id } of body.items as { id: string }[]) {
      for (const field of ['name', 'phone', 'email', 'organisation', 'personalIdentityCode', 'note']) {
        await risto.post(`/recordings/${id}/reveals`, { field, purpose: 'complaint', reference: 'V-1' });
        await risto.post(`/recordings/${id}/reveals`, { field, purpose: 'internal-training', reference: 'V-1' });
      }
      const granted = await risto.post(`/recordings/${id}/playbacks`, { purpose: 'complaint', reference: 'V-1' });
      await risto.get(String(granted.body.audioUrl));
    }
  }

  /** Failures of the database while personal data are in hand: what is logged of them must not carry any. */
  async function failInside(): Promise<void> {
    const risto = await server.as('risto.reklamaatio');
    const { body } = await risto.get('/recordings');
    const [{ id }] = body.items as [{ id: string }];
    await server.sql(
      `alter table audit_event add constraint refused check (action not in ('recordings.searched', 'field.revealed')) not valid`,
    );
    await risto.post('/recordings/searches', { name: CALLER.name, phone: CALLER.phone });
    await risto.post(`/recordings/${id}/reveals`, { field: 'name', purpose: 'complaint', reference: 'V-1' });
    await server.sql('alter table audit_event drop constraint refused');
    await server.sql('alter table contact_party rename to hidden');
    await risto.get(`/recordings/${id}`);
    await risto.post(`/recordings/${id}/reveals`, { field: 'name', purpose: 'complaint', reference: 'V-1' });
    await server.sql('alter table hidden rename to contact_party');
  }
});
