import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer, Client } from '../support/client.js';
import { CONTACTS, DecidedCases, type Recorded } from '../support/decided-case.js';
import { loggedEvents } from '../support/log.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { unzip } from '../support/unzip.js';
import { NOTHING_SEEN } from '../support/whole-case.js';

let server: TestServer;
let cases: DecidedCases;
let oili: Client;
let satu: Client;
let recording: Recorded;

const AUTHORITY = { name: 'Itä-Esimerkin poliisilaitos', reference: '5500/R/1/26', contact: 'PL 1\n00100 Helsinki' };

beforeAll(async () => {
  server = await startTestServer({ env: CONTACTS });
  cases = new DecidedCases(server);
  oili = await server.as('oili.oikeus');
  satu = await server.as('satu.sijainen');
  recording = await cases.recording();
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

function open(over: object = {}): Promise<Answer> {
  return oili.post('/disclosures', {
    ...{ receivedAt: server.clock.now().toISOString(), authority: AUTHORITY, text: 'Pyydämme tallenteen.' },
    ...{ provision: 'poliisilaki 4 luku 3 §', scope: 'yksi puhelutallenne 24.11.2026', ...over },
  });
}

async function opened(over: object = {}): Promise<string> {
  const { status, body } = await open(over);
  expect([status, body.number]).toEqual([201, expect.stringMatching(/^RR-/)]);
  return String(body.id);
}

async function named(decision: 'copy' | 'redacted-copy' = 'copy', over: object = {}): Promise<string> {
  const id = await opened(over);
  const recordings = [{ recordingId: recording.id, decision }];
  expect((await oili.post(`/disclosures/${id}/recordings`, { recordings })).status).toBe(200);
  return id;
}

const prepared = (id: string) => oili.post(`/disclosures/${id}/preparation`);

/** As it is now. */
async function confirmed(id: string, client = satu) {
  const standing = (await oili.get(`/rights-requests/${id}`)).body.standing as { readonly prepared: string | null };
  const seen = { prepared: standing.prepared ?? NOTHING_SEEN };
  return client.post(`/disclosures/${id}/decision`, { outcome: 'confirmed', ...seen });
}

async function decided(): Promise<string> {
  const id = await named();
  expect((await prepared(id)).body).toMatchObject({ state: 'in-review', recordings: 1 });
  expect((await confirmed(id)).body).toEqual({ state: 'decided', recordings: 1, prepared: null });
  return id;
}

describe('a disclosure to an authority', () => {
  it('is a case of its own, in which no clock of data subjects runs', async () => {
    const id = await opened();
    const { body } = await oili.get(`/rights-requests/${id}`);
    expect(body).toMatchObject({
      ...{ kind: 'authority', state: 'assessing', lastOn: null, late: false, rights: [] },
      request: { authority: { ...AUTHORITY, provision: 'poliisilaki 4 luku 3 §' } },
    });
  });

  it('is opened by the rights officer, by nobody who hears calls otherwise', async () => {
    const maija = await server.as('maija.malli');
    const tapio = await server.as('tapio.tietosuoja');
    for (const client of [maija, tapio]) expectProblem(await client.post('/disclosures', {}), 403, 'not-permitted');
  });

  it('takes nothing in that its letter could not say, and the words of the request as they are', async () => {
    const coded = 'soittajan 311299-998D puhelut';
    const refused = await open({ scope: coded, authority: { ...AUTHORITY, name: 'Poliisi 240688U9367' } });
    expectProblem(refused, 422, 'text-holds-identity-code');
    expect(refused.body.fields).toMatchObject([
      expect.stringMatching(/^authority\.name: /),
      expect.stringMatching(/^scope: /),
    ]);
    expectProblem(await open({ provision: 'laki 👍' }), 422, 'text-unprintable');
    const id = await named('copy', { text: `Pyydämme: ${coded} 👍` });
    await prepared(id);
    expect((await confirmed(id)).status).toBe(200);
    const letter = await oili.post(`/rights-requests/${id}/letters`, { kind: 'disclosure-cover' });
    expect([letter.status, letter.body.parts]).toEqual([201, undefined]);
  });

  it('gives what two people decided, with a cover letter, and its own event', async () => {
    const id = await decided();
    const letter = await oili.post(`/rights-requests/${id}/letters`, { kind: 'disclosure-cover' });
    expect([letter.status, letter.body.parts]).toEqual([201, undefined]);
    const { status, body } = await oili.post(`/rights-requests/${id}/package`, { channel: 'zip' });
    expect(status).toBe(201);
    const { documentId, code } = body as { documentId: string; code: string };
    const opened = await unzip((await oili.get(`/rights-requests/${id}/documents/${documentId}`)).bytes, code);
    expect([...opened.keys()]).toEqual(['puhelu-1.wav', 'tiedot.json', 'kirje.pdf', 'tiivisteet.sha256']);
    expect(opened.get('puhelu-1.wav')?.equals(recording.audio)).toBe(true);
    expect(String(opened.get('tiedot.json'))).not.toContain('Soittaja');
    const sent = { documentId, channel: 'handed-over', to: 'Itä-Esimerkin poliisilaitos', proof: 'Kuittaus 12' };
    const delivery = await oili.post(`/rights-requests/${id}/deliveries`, sent);
    expect(delivery.status).toBe(201);
    const [event] = (await loggedEvents(server, 'rights-request.disclosed')).slice(-1);
    expect(event?.object).toEqual({ kind: 'rights-case', id });
    const { body: answered } = await oili.post(`/rights-requests/${id}/answering`, { deliveryId: delivery.body.id });
    expect(answered.state).toBe('answered');
  });

  it('is decided by a second person, never by who prepared it', async () => {
    const id = await named();
    expectProblem(await confirmed(id), 409, 'wrong-state');
    await oili.post(`/disclosures/${id}/preparation`);
    const own = await confirmed(id, oili);
    expectProblem(own, 403, 'not-second-person');
    const sentBack = await satu.post(`/disclosures/${id}/decision`, { outcome: 'sent-back', reason: 'Liian laaja.' });
    expect(sentBack.body).toEqual({ state: 'assessing', recordings: 1, prepared: null });
  });

  it('is confirmed as the second person saw it, or not at all', async () => {
    const id = await named();
    const { body: seen } = await prepared(id);
    const recordings = [{ recordingId: recording.id }, { recordingId: (await cases.recording()).id }];
    await oili.post(`/disclosures/${id}/recordings`, { recordings });
    await prepared(id);
    const said = { outcome: 'confirmed', prepared: seen.prepared };
    expectProblem(await satu.post(`/disclosures/${id}/decision`, said), 409, 'changed-meanwhile');
    expect((await confirmed(id)).body).toMatchObject({ state: 'decided', recordings: 2 });
  });

  it('gives nothing before it is decided, nor after other recordings were named', async () => {
    const id = await named();
    const refused = () => oili.post(`/rights-requests/${id}/package`, { channel: 'zip' });
    expectProblem(await refused(), 409, 'wrong-state');
    await oili.post(`/disclosures/${id}/preparation`);
    const other = await cases.recording();
    await oili.post(`/disclosures/${id}/recordings`, { recordings: [{ recordingId: other.id }] });
    expectProblem(await confirmed(id), 409, 'wrong-state');
  });

  it('gives nothing that has to be covered and is not', async () => {
    const id = await named('redacted-copy');
    await oili.post(`/disclosures/${id}/preparation`);
    await confirmed(id);
    const letter = await oili.post(`/rights-requests/${id}/letters`, { kind: 'disclosure-cover' });
    expectProblem(letter, 422, 'letter-incomplete');
    expect(letter.body.parts).toEqual(['files']);
    expectProblem(await oili.post(`/rights-requests/${id}/package`, { channel: 'zip' }), 409, 'release-unreviewed');
  });

  it('gives no recording whose processing is restricted', async () => {
    const restricted = await cases.recording();
    await server.sql('update recording set restricted = true where id = $1', [restricted.id]);
    const recordings = [{ recordingId: restricted.id }];
    const id = await opened();
    expectProblem(await oili.post(`/disclosures/${id}/recordings`, { recordings }), 409, 'recording-restricted');
    const one = await named();
    await oili.post(`/disclosures/${one}/preparation`);
    await server.sql('update recording set restricted = true where id = $1', [recording.id]);
    const late = await confirmed(one);
    expectProblem(late, 409, 'recording-restricted');
    await server.sql('update recording set restricted = false where id = $1', [recording.id]);
  });

  it('neither packs nor sends what was restricted since two people decided', async () => {
    const own = await cases.recording();
    const restrict = (restricted: boolean) =>
      server.sql('update recording set restricted = $2 where id = $1', [own.id, restricted]);
    const id = await opened();
    await oili.post(`/disclosures/${id}/recordings`, { recordings: [{ recordingId: own.id }] });
    await oili.post(`/disclosures/${id}/preparation`);
    expect((await confirmed(id)).status).toBe(200);
    await oili.post(`/rights-requests/${id}/letters`, { kind: 'disclosure-cover' });
    await restrict(true);
    const pack = () => oili.post(`/rights-requests/${id}/package`, { channel: 'download' });
    expectProblem(await pack(), 409, 'recording-restricted');
    await restrict(false);
    const { documentId, code } = (await pack()).body as { documentId: string; code: string };
    const send = (channel: string) =>
      oili.post(`/rights-requests/${id}/deliveries`, { documentId, channel, to: AUTHORITY.name });
    const { token } = (await send('download')).body.download as { token: string };
    await restrict(true);
    expectProblem(await send('handed-over'), 409, 'recording-restricted');
    expectProblem(await server.anonymous().post(`/downloads/${token}`, { code }), 404, 'download-gone');
  });

  it('names recordings that are there, and has none without a name', async () => {
    const id = await opened();
    const recordings = [{ recordingId: '00000000-0000-7000-8000-000000000000' }];
    expectProblem(await oili.post(`/disclosures/${id}/recordings`, { recordings }), 404, 'not-found');
    expectProblem(await oili.post(`/disclosures/${id}/preparation`), 409, 'nothing-named');
  });

  it('is no way around the rights of a person', async () => {
    const { id } = await cases.scenes.register(oili);
    expectProblem(await oili.post(`/disclosures/${id}/preparation`), 409, 'not-of-authority');
  });
});
