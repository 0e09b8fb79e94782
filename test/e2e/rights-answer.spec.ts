import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { LogGate, THE_SYSTEM } from '../../src/audit/index.js';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import { Statements } from '../../src/recordings/index.js';
import { CaseFiles } from '../../src/rights/case/case-files.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { startAnswerDesk, type DecidedCases, type Recorded } from '../support/decided-case.js';
import { wav } from '../support/audio.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { pdfText } from '../support/pdf-text.js';
import { expectProblem } from '../support/refused.js';
import type { TestServer } from '../support/server.js';
import { unzip } from '../support/unzip.js';

let server: TestServer;
let cases: DecidedCases;
let maija: Client;
let oili: Client;
let tapio: Client;

const ANSWER = { kind: 'answer', parts: { effects: { access: 'Saatte jäljennöksen yhdestä puhelusta.' } } } as const;
const HASH = /^[0-9a-f]{64}$/;

beforeAll(async () => {
  ({ server, cases, maija, oili, tapio } = await startAnswerDesk());
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

async function answered(recording: Recorded) {
  const request = await cases.granted(recording);
  const letter = await oili.post(`/rights-requests/${request.id}/letters`, ANSWER);
  expect([letter.status, letter.body.kind]).toEqual([201, 'answer']);
  return { id: request.id, letterId: String(letter.body.documentId) };
}

async function packed(id: string, channel: 'zip' | 'download') {
  const { status, body } = await oili.post(`/rights-requests/${id}/package`, { channel });
  expect([status, body.code]).toEqual([201, expect.any(String)]);
  return { documentId: String(body.documentId), code: String(body.code), files: body.files };
}

describe('a letter', () => {
  it('lacks what only an officer knows, and says so before it is written', async () => {
    const { id } = await cases.grantedOfNothing(maija);
    expect((await oili.get(`/rights-requests/${id}/letters/missing?kind=answer`)).body.parts).toEqual([
      'effect',
      'retention',
    ]);
    const refused = await oili.post(`/rights-requests/${id}/letters`, { kind: 'answer' });
    expectProblem(refused, 422, 'letter-incomplete');
    expect(refused.body.parts).toEqual(['effect', 'retention']);
    expect((await server.sql('select id from rights_document')).length).toBe(0);
  });

  it('is a document of the case, with its hash in the log', async () => {
    const recording = await cases.recording();
    const { id, letterId } = await answered(recording);
    const { bytes } = await oili.get(`/rights-requests/${id}/documents/${letterId}`);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const [event] = (await loggedEvents(server, 'rights-request.letter-made')).slice(-1);
    expect(event?.facts).toMatchObject({ letter: 'answer', language: 'fi', documentId: letterId });
    expect(event?.facts?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('is written whatever the officer is called, and without a title', async () => {
    const { id } = await cases.grantedOfNothing(maija);
    const called = (name: string, title: string) =>
      server.sql(`update staff set display_name = $1, title = $2 where username = 'oili.oikeus'`, [name, title]);
    const [known] = await server.sql<{ display_name: string; title: string }>(
      `select display_name, title from staff where username = 'oili.oikeus'`,
    );
    await called('Oili 王', '');
    const { status, body } = await oili.post(`/rights-requests/${id}/letters`, { kind: 'receipt' });
    await called(known?.display_name ?? '', known?.title ?? '');
    expect([status, body.parts ?? null]).toEqual([201, null]);
    const { bytes } = await oili.get(`/rights-requests/${id}/documents/${String(body.documentId)}`);
    expect(pdfText(bytes)).toContain('Oili U+738B');
  });

  it('answers nothing that a second person has not confirmed', async () => {
    const { id } = await cases.grantedOfNothing(maija);
    await server.sql(`update rights_claim set state = 'decided', confirmed_by = null where case_id = $1`, [id]);
    expectProblem(await oili.post(`/rights-requests/${id}/letters`, ANSWER), 409, 'claims-not-confirmed');
  });

  it('is written by who handles cases, not by the data protection officer', async () => {
    const { id } = await cases.grantedOfNothing(maija);
    expectProblem(await tapio.post(`/rights-requests/${id}/letters`, ANSWER), 403, 'not-permitted');
  });
});

describe('a package', () => {
  it('has the sound as it came, the data, the letter and the hashes, and opens with its code alone', async () => {
    const recording = await cases.recording();
    const heard = await oili.post(`/recordings/${recording.id}/playbacks`, {
      ...{ purpose: 'rights-request', reference: 'RR-1' },
    });
    expect(heard.status).toBe(201);
    const { id } = await answered(recording);
    const { documentId, code, files } = await packed(id, 'zip');
    const { bytes } = await oili.get(`/rights-requests/${id}/documents/${documentId}`);
    const opened = await unzip(bytes, code);
    expect([...opened.keys()]).toEqual([
      'puhelu-1.wav',
      'tiedot.json',
      'tiedot.schema.json',
      'kirje.pdf',
      'tiivisteet.sha256',
    ]);
    expect(opened.get('puhelu-1.wav')?.equals(recording.audio)).toBe(true);
    const data = JSON.parse(String(opened.get('tiedot.json'))) as Record<string, unknown>;
    const [told] = data.recordings as Record<string, unknown>[];
    expect(told).toMatchObject({
      ...{ file: 'puhelu-1.wav', queue: 'user-support', lastDayKept: expect.stringMatching(/^\d{4}-/) },
      consultations: [{ on: '2026-11-24', purpose: 'rights-request', staffName: null }],
    });
    expect((told?.held as { field: string }[]).map(({ field }) => field)).toEqual(['name', 'phone', 'email']);
    expect(files).toContainEqual(
      expect.objectContaining({ name: 'puhelu-1.wav', sha256: expect.stringMatching(HASH) }),
    );
    await expect(unzip(bytes, `${code.slice(0, -1)}${code.endsWith('A') ? 'C' : 'A'}`)).rejects.toThrow();
  });

  it('is given whatever is stored: a personal identity code in a statement is said to be held, and no more', async () => {
    const recording = await cases.recording();
    const text = 'Olen 311299-998D, en puhelussa mainittu.';
    const said = { id: newId(server.clock.now()), recordingId: recording.id, text, reference: 'RR-1' };
    await server.app.get(Statements).add(said, THE_SYSTEM);
    const { id } = await answered(recording);
    const { documentId, code } = await packed(id, 'zip');
    const opened = await unzip((await oili.get(`/rights-requests/${id}/documents/${documentId}`)).bytes, code);
    const data = String(opened.get('tiedot.json'));
    expect(data).not.toContain('311299');
    expect(JSON.parse(data)).toMatchObject({
      recordings: [{ supplementaryStatements: [{ text: 'held', redactedBecause: expect.stringContaining('§29') }] }],
    });
  });

  it('is not handed to anybody while the log is not as it was written; a letter is', async () => {
    const { id, letterId } = await answered(await cases.recording());
    const { documentId } = await packed(id, 'zip');
    const open = (one: string) => oili.get(`/rights-requests/${id}/documents/${one}`);
    const gate = server.app.get(LogGate);
    gate.close('alarm');
    const events = await eventsDuring(server, async () => {
      expectProblem(await open(documentId), 503, 'log-closed');
    });
    expect((await open(letterId)).status).toBe(200);
    gate.open('alarm');
    expect((await open(documentId)).status).toBe(200);
    expect(events).toMatchObject([
      { action: 'rights-request.file-opened', outcome: 'refused', reason: 'log-closed', facts: { documentId } },
    ]);
  });

  it('is on record, with each recording that leaves, before anything is opened', async () => {
    const recording = await cases.recording();
    const { id } = await answered(recording);
    const events = await eventsDuring(server, () => packed(id, 'zip'));
    expect(events.map(({ action, recordingId }) => [action, recordingId])).toEqual([
      ['recording.exported', recording.id],
      ['rights-request.package-begun', undefined],
      ['rights-request.package-made', undefined],
    ]);
  });

  it('has the approved copy where the original is not to be heard, and its marks', async () => {
    const recording = await cases.recording();
    const { id } = await answered(recording);
    const copy = wav({ seed: 44 });
    await cases.assess(id, 'redacted-copy');
    await cases.copy(id, recording.id, 1, 'approved', copy);
    const { documentId, code } = await packed(id, 'zip');
    const opened = await unzip((await oili.get(`/rights-requests/${id}/documents/${documentId}`)).bytes, code);
    expect(opened.get('puhelu-1.wav')?.equals(copy)).toBe(true);
    expect(String(opened.get('tiedot.json'))).toContain('"reason": "third-person"');
  });

  it.each([
    ['no approved copy', [], 'no-approved-copy'],
    ['a draft that is newer than the approved copy', ['approved', 'draft'], 'draft-unreviewed'],
    ['a copy that nobody has approved', ['rendered'], 'draft-unreviewed'],
  ] as const)('is refused with %s', async (_, states, why) => {
    const recording = await cases.recording();
    const { id } = await answered(recording);
    await cases.assess(id, 'redacted-copy');
    for (const [n, state] of states.entries()) {
      await cases.copy(id, recording.id, n + 1, state, state === 'approved' ? wav({ seed: 45 }) : undefined);
    }
    const refused = await oili.post(`/rights-requests/${id}/package`, { channel: 'zip' });
    expectProblem(refused, 409, 'release-unreviewed');
    expect(refused.body.recordings).toEqual([{ recordingId: recording.id, why }]);
    expect(await server.sql(`select id from rights_document where case_id = $1 and kind = 'package'`, [id])).toEqual(
      [],
    );
  });

  it('is refused without the letter that goes with it, and where nothing was granted', async () => {
    const { id } = await cases.grantedOfNothing(maija);
    expectProblem(await oili.post(`/rights-requests/${id}/package`, { channel: 'zip' }), 409, 'letter-missing');
    await cases.claims(id, 'refused');
    expectProblem(await oili.post(`/rights-requests/${id}/package`, { channel: 'zip' }), 409, 'nothing-to-give');
  });

  it('is not sent once something was decided anew', async () => {
    const recording = await cases.recording();
    const { id } = await answered(recording);
    const { documentId } = await packed(id, 'zip');
    await cases.assess(id, 'withheld');
    const sent = await oili.post(`/rights-requests/${id}/deliveries`, { documentId, channel: 'post', to: 'Testi' });
    expectProblem(sent, 409, 'package-outdated');
  });

  it.each<[string, string, (id: string) => Promise<unknown>]>([
    [
      'in a case that was closed',
      'wrong-state',
      id =>
        server.sql(`update rights_case set state = 'closed', closed_at = $2 where id = $1`, [id, server.clock.now()]),
    ],
    [
      'with the letter of a decision that was taken anew',
      'package-outdated',
      id => {
        server.clock.advance(1);
        return cases.claims(id, 'granted');
      },
    ],
  ])('is not filed %s while it was packed', async (_, code, meanwhile) => {
    const { id } = await answered(await cases.recording());
    oncePacked(() => meanwhile(id));
    expectProblem(await oili.post(`/rights-requests/${id}/package`, { channel: 'zip' }), 409, code);
    expect(await server.sql(`select id from rights_document where case_id = $1 and kind = 'package'`, [id])).toEqual(
      [],
    );
  });

  /** Lets something happen between the packing of the next package and its filing. */
  function oncePacked(meanwhile: () => Promise<unknown>): void {
    const files = server.app.get(CaseFiles);
    const store = files.store.bind(files);
    jest.spyOn(files, 'store').mockImplementationOnce(async (...given) => {
      const stored = await store(...given);
      await meanwhile();
      return stored;
    });
  }
});

describe('an answer', () => {
  it('has gone out when the letter was sent, and with it the copy that was granted', async () => {
    const recording = await cases.recording();
    const { id, letterId } = await answered(recording);
    const to = 'Testi Soittaja, Esimerkkikatu 1';
    const letter = await oili.post(`/rights-requests/${id}/deliveries`, { documentId: letterId, channel: 'post', to });
    expect([letter.status, letter.body.download]).toEqual([201, null]);
    const answer = (deliveryId: unknown) => oili.post(`/rights-requests/${id}/answering`, { deliveryId });
    expectProblem(await answer(letter.body.id), 409, 'package-not-delivered');
    const { documentId } = await packed(id, 'zip');
    const sent = await oili.post(`/rights-requests/${id}/deliveries`, {
      ...{ documentId, channel: 'secure-mail', to, proof: 'Viesti 17' },
    });
    expect(sent.status).toBe(201);
    const { status, body: met } = await answer(letter.body.id);
    expect([status, met]).toEqual([200, { state: 'answered', answeredAt: server.clock.now().toISOString() }]);
    const { body } = await tapio.get(`/rights-requests/${id}/deliveries`);
    expect(body.items).toEqual([
      expect.objectContaining({ channel: 'post', to, proof: null }),
      expect.objectContaining({ channel: 'secure-mail', to, proof: 'Viesti 17' }),
    ]);
  });

  it('is no other letter', async () => {
    const { id } = await answered(await cases.recording());
    const receipt = await oili.post(`/rights-requests/${id}/letters`, { kind: 'receipt' });
    const { body } = await oili.post(`/rights-requests/${id}/deliveries`, {
      ...{ documentId: receipt.body.documentId, channel: 'post', to: 'Testi' },
    });
    expectProblem(await oili.post(`/rights-requests/${id}/answering`, { deliveryId: body.id }), 409, 'not-an-answer');
  });
});

describe('a download', () => {
  async function offered() {
    const recording = await cases.recording();
    const { id } = await answered(recording);
    const { documentId, code } = await packed(id, 'download');
    const wanted = { documentId, channel: 'download', to: 'Testi Soittaja' };
    const { status, body } = await oili.post(`/rights-requests/${id}/deliveries`, wanted);
    const { token, expiresOn } = body.download as { token: string; expiresOn: string };
    expect(status).toBe(201);
    return { id, recording, code, token, expiresOn };
  }

  it('gives the package once, to whoever has the address and the code', async () => {
    const { code, token, recording } = await offered();
    const anyone = server.anonymous();
    expect((await anyone.get(`/downloads/${token}`)).body).toMatchObject({
      ...{ kind: 'package', triesLeft: 5, expiresOn: '2026-12-08', controller: 'Esimerkki Oy' },
    });
    const { status, bytes, headers } = await anyone.post(`/downloads/${token}`, { code: code.toLowerCase() });
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect((await unzip(bytes, code)).get('puhelu-1.wav')?.equals(recording.audio)).toBe(true);
    expectProblem(await anyone.post(`/downloads/${token}`, { code }), 404, 'download-gone');
    expectProblem(await anyone.get(`/downloads/${token}`), 404, 'download-gone');
    const actions = (await loggedEvents(server, 'rights-request.download-fetched', 'rights-request.download-refused'))
      .slice(-3)
      .map(({ action, reason, actor }) => [action, reason, actor.kind]);
    expect(actions).toEqual([
      ['rights-request.download-fetched', undefined, 'unidentified'],
      ['rights-request.download-refused', 'fetched-before', 'unidentified'],
      ['rights-request.download-refused', 'fetched-before', 'unidentified'],
    ]);
  });

  it('is gone once it was taken back, which what was fetched cannot be', async () => {
    const { code, token, id } = await offered();
    const [{ id: deliveryId } = { id: '' }] = (await oili.get(`/rights-requests/${id}/deliveries`)).body.items as {
      readonly id: string;
    }[];
    const end = (who: Client) => who.post(`/rights-requests/${id}/deliveries/${deliveryId}/ending`);
    expectProblem(await end(tapio), 403, 'not-permitted');
    expect((await end(oili)).body).toEqual({ id: deliveryId, expiresOn: '2026-11-23' });
    expectProblem(await server.anonymous().post(`/downloads/${token}`, { code }), 404, 'download-gone');
    expectProblem(await end(oili), 409, 'nothing-to-end');
    expectProblem(await oili.post(`/rights-requests/${id}/answering`, { deliveryId }), 409, 'not-an-answer');
    const ended = await loggedEvents(server, 'rights-request.download-ended');
    expect(ended.map(({ outcome, facts }) => [outcome, facts?.deliveryId])).toContainEqual(['done', deliveryId]);
  });

  it('is gone once something was decided anew', async () => {
    const { code, token, id } = await offered();
    await cases.assess(id, 'withheld');
    expectProblem(await server.anonymous().get(`/downloads/${token}`), 404, 'download-gone');
    expectProblem(await server.anonymous().post(`/downloads/${token}`, { code }), 404, 'download-gone');
    const [event] = (await loggedEvents(server, 'rights-request.download-refused')).slice(-1);
    expect(event).toMatchObject({ reason: 'package-outdated', object: { id } });
  });

  it('is gone after five wrong codes, for the right one too, and each is on record', async () => {
    const { code, token, id } = await offered();
    const guess = (typed: string) => server.anonymous().post(`/downloads/${token}`, { code: typed });
    const events = await eventsDuring(server, async () => {
      for (const triesLeft of [4, 3, 2, 1]) {
        const wrong = await guess('AAAAA-AAAAA-AAAAA-AAAAA');
        expectProblem(wrong, 403, 'wrong-download-code');
        expect(wrong.body.triesLeft).toBe(triesLeft);
      }
      expectProblem(await guess('AAAAA'), 404, 'download-gone');
    });
    expectProblem(await guess(code), 404, 'download-gone');
    expect(events.map(({ reason, object }) => [reason, object?.id])).toEqual([
      ...Array.from({ length: 4 }, () => ['wrong-code', id]),
      ['too-many-wrong-codes', id],
    ]);
    await server.sql('delete from sign_in_throttle');
  });

  it('keeps neither its token nor its code', async () => {
    const { code, token, id } = await offered();
    const rows = await server.sql(`select row_to_json(d)::text as row from rights_delivery d where case_id = $1`, [id]);
    const text = JSON.stringify([rows, await server.sql(`select row_to_json(d)::text from rights_document d`)]);
    for (const secret of [token, code, Buffer.from(code).toString('hex'), Buffer.from(token).toString('hex')]) {
      expect(text).not.toContain(secret);
    }
  });

  it('of a letter has a code of its own, and needs a package that was made for it', async () => {
    const { id, letterId } = await answered(await cases.recording());
    const to = { channel: 'download', to: 'Testi' };
    const letter = await oili.post(`/rights-requests/${id}/deliveries`, { documentId: letterId, ...to });
    const { token, code } = letter.body.download as { token: string; code: string };
    const { headers } = await server.anonymous().post(`/downloads/${token}`, { code });
    expect(headers.get('content-type')).toBe('application/pdf');
    const { documentId } = await packed(id, 'zip');
    const refused = await oili.post(`/rights-requests/${id}/deliveries`, { documentId, ...to });
    expectProblem(refused, 409, 'package-not-for-download');
  });

  it('is nowhere for an address that nobody was given', async () => {
    expectProblem(await server.anonymous().get(`/downloads/${'a'.repeat(43)}`), 404, 'download-gone');
  });

  it('can be fetched on its last day, and on no day after it', async () => {
    const [one, other] = [await offered(), await offered()];
    const now = server.clock.now();
    const last = addDays(helsinkiDay(now), 14);
    server.clock.moveTo(new Date(startOfDay(addDays(last, 1)).getTime() - 1000));
    expect((await server.anonymous().post(`/downloads/${one.token}`, { code: one.code })).status).toBe(200);
    server.clock.moveTo(startOfDay(addDays(last, 1)));
    const late = await server.anonymous().post(`/downloads/${other.token}`, { code: other.code });
    expectProblem(late, 404, 'download-gone');
    server.clock.moveTo(now);
  });
});
