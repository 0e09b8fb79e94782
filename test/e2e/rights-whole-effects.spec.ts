import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { ContinueEffects } from '../../src/rights/effects/continue-effects.job.js';
import { LookAtCases } from '../../src/rights/search/look-at-cases.js';
import { checkCustody } from '../custody/check-custody.js';
import { CONTACTS } from '../support/decided-case.js';
import type { Client } from '../support/client.js';
import { pdfText } from '../support/pdf-text.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { COPY, GRANTED, WholeCases, type Call, type CaseAt } from '../support/whole-case.js';

const TODAY = helsinkiDay(NOW);
const WORDS = 'Pyyntö, kuten se kirjattiin.';
/** The training purpose stands on consent, so that its data are portable and the consent can be withdrawn. */
const LEGAL_BASES = [
  ...['service-development=legitimate-interest', 'internal-training=consent'],
  ...['complaint=legitimate-interest', 'service-level-study=legitimate-interest'],
].join(',');

let server: TestServer;
let cases: WholeCases;

beforeAll(async () => {
  server = await startTestServer({ env: { ...CONTACTS, TALLENNE_LEGAL_BASES: LEGAL_BASES } });
  cases = await WholeCases.on(server);
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

const listen = (call: Call) => cases.play(cases.by.maija, call);

async function closedWithNotices(at: CaseAt): Promise<void> {
  expectProblem(await cases.by.oili.post(`${at.path}/closing`), 409, 'recipients-not-notified');
  expect((await cases.by.oili.post(`${at.path}/recipients-notified`)).status).toBe(200);
  expect(await cases.state(at)).toBe('recipients-notified');
  await cases.closed(at);
}

/** One officer asks for it, who has told the person. @returns where another one confirms it */
async function liftingAsked(at: CaseAt, call: Call): Promise<string> {
  const wanted = { recordingIds: [call.id], words: WORDS, informed: { on: TODAY, channel: 'telephone' } };
  const { body } = await cases.by.oili.post(`${at.path}/restriction-liftings`, wanted);
  expect(body.state).toBe('waiting');
  return `${at.path}/effects/${String(body.id)}/confirmation`;
}

async function lifted(at: CaseAt, call: Call): Promise<void> {
  expect((await cases.by.satu.post(await liftingAsked(at, call))).body.state).toBe('done');
}

async function holdsEndAsSet(call: Call): Promise<void> {
  await server.app.get(LookAtCases).execute();
  const holds = await server.sql<{ until_on: string }>(
    `select until_on from hold where recording_id = $1 and state = 'active' and reference not like '%-18'`,
    [call.id],
  );
  expect(holds.every(({ until_on }) => until_on <= addDays(TODAY, 30))).toBe(true);
  expect(holds).not.toHaveLength(0);
}

describe('rectification (GDPR art. 16)', () => {
  it('restricts what is contested at once, corrects it with both values kept, and tells whoever had the recording', async () => {
    const { maija, oili, satu } = cases.by;
    const caller = cases.somebody();
    const call = await cases.called(caller);
    const access = await copyGivenBefore(caller, call);
    const at = await cases.registered(['rectification'], caller);
    expect((await listen(call)).status).toBe(201);
    await cases.takenUp(at, caller, [call]);
    expect((await listen(call)).status).toBe(201);
    expect((await cases.triage(at, ['rectification'], { contested: true })).status).toBe(200);
    expectProblem(await listen(call), 403, 'restricted');
    expect((await cases.play(oili, call, 'rights-request')).status).toBe(201);
    expect((await cases.effects(at)).map(({ kind, wanted, state }) => [kind, wanted.ground, state])).toEqual([
      ['restriction', '18-1-a', 'done'],
    ]);

    await cases.decided(at, 'rectification');
    const [party] = (await oili.get(`/recordings/${call.id}`)).body.parties as { readonly id: string }[];
    const correction = { recordingId: call.id, partyId: party?.id, field: 'organisation', value: 'Esimerkkisairaala' };
    expect((await oili.post(`${at.path}/corrections`, { ...correction, why: WORDS })).body.state).toBe('done');
    const text = 'Puhelussa sanottu osoite on vanha.';
    expect((await oili.post(`${at.path}/statements`, { recordingId: call.id, text })).body.state).toBe('done');
    const lifting = { recordingIds: [call.id], words: WORDS };
    expect((await oili.post(`${at.path}/restriction-liftings`, lifting)).status).toBe(400);
    const told = await cases.letter(at, { liftedOn: TODAY, reason: 'Tiedot on oikaistu.' }, 'restriction-lifting');
    const deliveryId = await cases.sent(at, told.id);
    const { body } = await oili.post(`${at.path}/restriction-liftings`, { ...lifting, informed: { deliveryId } });
    const confirmation = `${at.path}/effects/${String(body.id)}/confirmation`;
    expectProblem(await oili.post(confirmation), 403, 'not-second-person');
    expectProblem(await listen(call), 403, 'restricted');
    expect((await satu.post(confirmation)).body.state).toBe('done');
    const { body: playback } = await maija.post(`/recordings/${call.id}/playbacks`, {
      ...{ purpose: 'service-development', reference: 'T-1' },
    });
    expect(playback.statements).toMatchObject([{ text }]);

    await cases.answeredBy(at, { effects: { rectification: 'Organisaatio on oikaistu.' } });
    const recipients = (await oili.get(`${at.path}/recipients`)).body;
    expect(recipients).toMatchObject({ items: [{ kind: 'package', id: access.id, notice: null }], complete: false });
    expectProblem(await oili.post(`${at.path}/recipients-notified`), 409, 'recipients-waiting');
    const notice = { recipient: { kind: 'package', id: access.id }, channel: 'post', sentOn: TODAY };
    expect((await oili.post(`${at.path}/recipient-notices`, notice)).body.complete).toBe(true);
    expect(await cases.state(at)).toBe('recipients-notified');
    await cases.closed(at);
    await holdsEndAsSet(call);
    const logged = await cases.logged(at, caller);
    for (const action of ['recording.restricted', 'recording.corrected', 'rights-request.recipients-notified'])
      expect(logged).toContain(action);
    expect(logged).toContain('rights-request.effect-prepared: not-second-person');
  });

  /** An earlier request of the person, by which a copy of the recording went out. */
  async function copyGivenBefore(caller: Parameters<WholeCases['registered']>[1], call: Call): Promise<CaseAt> {
    const access = await cases.opened(['access'], caller);
    await cases.takenUp(access, caller, [call]);
    await cases.assessed(access, call, COPY);
    await cases.decided(access, 'access');
    const { id } = await cases.letter(access, { effects: { access: 'Saatte jäljennöksen.' } });
    await cases.fetched(access);
    await cases.answered(access, await cases.sent(access, id));
    await cases.closed(access);
    return access;
  }
});

describe('restriction (GDPR art. 18)', () => {
  it('ends playback, keeps what the person needs until it is lifted, and outlasts its case', async () => {
    const { oili } = cases.by;
    const caller = cases.somebody();
    const call = await cases.called(caller);
    const at = await cases.opened(['restriction'], caller);
    await cases.takenUp(at, caller, [call]);
    expect((await listen(call)).status).toBe(201);
    await cases.decided(at, 'restriction');
    const wanted = { recordingIds: [call.id], ground: '18-1-c', words: WORDS };
    expectProblem(await cases.by.maija.post(`${at.path}/restrictions`, wanted), 403, 'not-permitted');
    expect((await oili.post(`${at.path}/restrictions`, wanted)).body).toMatchObject({ state: 'done' });
    expectProblem(await listen(call), 403, 'restricted');
    await cases.answeredBy(at, { effects: { restriction: 'Puhelua ei kuunnella.' } });
    await closedWithNotices(at);
    await holdsEndAsSet(call);
    expectProblem(await listen(call), 403, 'restricted');
    const kept = await server.sql<{ until_on: string }>(
      `select until_on from hold where recording_id = $1 and state = 'active' and reference = $2`,
      [call.id, `${at.number}-18`],
    );
    expect(kept).toHaveLength(1);
    expect((await cases.logged(at, caller)).filter(action => action === 'recording.restricted')).toHaveLength(1);
  });

  it('is lifted and excepted from by two in a closed case, which closes with nothing that waits', async () => {
    const { oili, satu } = cases.by;
    const caller = cases.somebody();
    const call = await cases.called(caller);
    const at = await cases.opened(['restriction'], caller);
    await cases.takenUp(at, caller, [call]);
    await cases.decided(at, 'restriction');
    const wanted = { recordingIds: [call.id], ground: '18-1-c', words: WORDS };
    await oili.post(`${at.path}/restrictions`, wanted);
    await cases.answeredBy(at, { effects: { restriction: 'Puhelua ei kuunnella.' } });
    const early = await liftingAsked(at, call);
    expect((await oili.post(`${at.path}/recipients-notified`)).status).toBe(200);
    expectProblem(await oili.post(`${at.path}/closing`), 409, 'effects-left');
    expect((await satu.post(early, { sendBack: 'Henkilö tarvitsee puhelun.' })).body.state).toBe('sent-back');
    await cases.closed(at);
    expectProblem(await oili.post(`${at.path}/restrictions`, wanted), 409, 'wrong-state');
    const exception = { recordingIds: [call.id], ground: 'consent', until: TODAY, words: WORDS };
    expect((await oili.post(`${at.path}/restriction-exceptions`, exception)).body.state).toBe('waiting');
    await lifted(at, call);
    const holds = await server.sql(`select id from hold where reference = $1 and state = 'active'`, [
      `${at.number}-18`,
    ]);
    expect([holds, (await listen(call)).status]).toEqual([[], 201]);
  });
});

describe('what waits for a second person', () => {
  const waitsFor = async (client: Client, { id }: CaseAt) => {
    const groups = (await client.get('/tasks')).body.groups as { kind: string; items: { id: string }[] }[];
    return groups.some(({ kind, items }) => kind === 'rights-confirmations' && items.some(item => item.id === id));
  };

  it('waits for anybody but who prepared it, each by itself, until it is confirmed', async () => {
    const { oili, satu } = cases.by;
    const caller = cases.somebody();
    const call = await cases.called(caller);
    const at = await cases.opened(['restriction', 'consent-withdrawal'], caller);
    await cases.takenUp(at, caller, [call]);
    await oili.post(`${at.path}/restrictions`, { recordingIds: [call.id], ground: '18-1-a', words: WORDS });
    const lifting = await liftingAsked(at, call);
    expect([await waitsFor(oili, at), await waitsFor(satu, at)]).toEqual([false, true]);
    expect((await cases.decide(at, 'consent-withdrawal', GRANTED, satu)).body.state).toBe('decided');
    expect([await waitsFor(oili, at), await waitsFor(satu, at)]).toEqual([true, true]);
    expect((await cases.confirm(at, 'consent-withdrawal', oili)).body.state).toBe('confirmed');
    expect([await waitsFor(oili, at), await waitsFor(satu, at)]).toEqual([false, true]);
    expectProblem(await oili.post(lifting), 403, 'not-second-person');
    expect((await satu.post(lifting)).body.state).toBe('done');
    expect(await waitsFor(satu, at)).toBe(false);
  });
});

describe('portability (GDPR art. 20)', () => {
  it('gives what a purpose gives that stands on consent: the audio as WAV and the data as JSON', async () => {
    const caller = cases.somebody();
    const call = await cases.called(caller);
    const at = await cases.opened(['portability'], caller);
    await cases.takenUp(at, caller, [call]);
    const { body } = await cases.by.oili.get(`${at.path}/portability`);
    expect(body).toMatchObject({ refusal: null });
    expect(body.purposes).toContainEqual({ purpose: 'internal-training', basis: 'consent', portable: true });
    await cases.assessed(at, call, COPY);
    const refusal = { outcome: 'refused', ground: 'no-consent-or-contract-20', reasons: WORDS };
    expectProblem(await cases.decide(at, 'portability', refusal), 422, 'something-portable');
    await cases.decided(at, 'portability', { ...refusal, outcome: 'partly-granted' });
    const { id, pdf } = await cases.letter(at, { effects: { portability: 'Saatte koulutuksen tiedot.' } });
    const text = pdfText(pdf);
    for (const basis of ['reklamaatioiden käsittely: oikeutettu etu', 'asiakaspalvelun kehittäminen: oikeutettu etu'])
      expect(text).toContain(basis);
    expect(text).not.toContain('koulutus: ');
    const files = await cases.fetched(at);
    expect(files.get('puhelu-1.wav')?.equals(call.audio)).toBe(true);
    const data = JSON.parse(String(files.get('tiedot.json'))) as Record<string, unknown>;
    expect(data).toMatchObject({ rightsAnswered: ['portability'], recordings: [{ file: 'puhelu-1.wav' }] });
    await cases.answered(at, await cases.sent(at, id));
    await cases.closed(at);
    await holdsEndAsSet(call);
  });
});

describe('objection (GDPR art. 21)', () => {
  it('restricts what is taken up while it is weighed, and is refused on compelling grounds', async () => {
    const caller = cases.somebody();
    const call = await cases.called(caller);
    const at = await cases.opened(['objection'], caller);
    expect((await listen(call)).status).toBe(201);
    await cases.takenUp(at, caller, [call]);
    expectProblem(await listen(call), 403, 'restricted');
    expect(await cases.lastDay(call)).toBe(call.dueOn);
    const refused = { outcome: 'refused', ground: 'compelling-grounds-21', reasons: 'Riita-asia on kesken.' };
    await cases.decided(at, 'objection', refused);
    expect(pdfText(await cases.answeredBy(at, {}))).toContain('Riita-asia on kesken.');
    expectProblem(await cases.by.oili.post(`${at.path}/closing`), 409, 'restriction-stands');
    await lifted(at, call);
    await cases.closed(at);
  });

  it('that is granted blocks the purposes, and to direct marketing is not refused', async () => {
    const { liisa, oili } = cases.by;
    const caller = cases.somebody();
    const call = await cases.called(caller);
    const at = await cases.opened(['objection'], caller, { directMarketing: true });
    await cases.takenUp(at, caller, [call]);
    for (const outcome of ['refused', 'partly-granted']) {
      const refusal = { outcome, ground: 'compelling-grounds-21', reasons: WORDS };
      expectProblem(await cases.decide(at, 'objection', refusal), 422, 'cannot-be-refused');
    }
    await cases.decided(at, 'objection');
    const block = {
      recordingIds: [call.id],
      purposes: ['service-level-study'],
      because: 'direct-marketing',
      words: WORDS,
    };
    expect((await oili.post(`${at.path}/purpose-blocks`, block)).body.state).toBe('done');
    await lifted(at, call);
    expectProblem(await cases.play(liisa, call, 'service-level-study'), 403, 'purpose-blocked');
    expect((await cases.play(liisa, call, 'internal-training')).status).toBe(201);
    await cases.answeredBy(at, { effects: { objection: 'Tietoja ei käytetä tähän.' } });
    await cases.closed(at);
    expectProblem(await cases.play(liisa, call, 'service-level-study'), 403, 'purpose-blocked');
    expectProblem(await cases.triage(at, ['access'], { directMarketing: true }), 409, 'wrong-state');
    const other = await cases.registered(['access'], caller);
    const wrong = await cases.triage(other, ['access'], { directMarketing: true });
    expectProblem(wrong, 422, 'direct-marketing-without-objection');
  });
});

describe('the withdrawal of consent (GDPR art. 7(3))', () => {
  it('is not refused, takes the recording out of training at once, and prolongs nothing', async () => {
    const { liisa, oili } = cases.by;
    const kirsi = await server.as('kirsi.koulu');
    const caller = cases.somebody();
    const call = await cases.called(caller);
    const at = await cases.opened(['consent-withdrawal'], caller);
    await cases.takenUp(at, caller, [call]);
    expect((await cases.play(kirsi, call, 'internal-training')).status).toBe(201);
    const refusal = { outcome: 'refused', ground: 'no-consent-7-3', reasons: WORDS };
    expectProblem(await cases.decide(at, 'consent-withdrawal', refusal), 422, 'cannot-be-refused');
    await cases.decided(at, 'consent-withdrawal');
    expect((await oili.get(at.path)).body.standing).toMatchObject({ lacking: ['consent-withdrawal'] });
    const early = await oili.post(`${at.path}/letters`, { kind: 'answer', parts: {} });
    expectProblem(early, 409, 'effects-missing');
    expect(early.body.rights).toEqual(['consent-withdrawal']);
    const block = {
      recordingIds: [call.id],
      purposes: ['internal-training'],
      because: 'consent-withdrawal',
      words: WORDS,
    };
    expect((await oili.post(`${at.path}/purpose-blocks`, block)).body.state).toBe('done');
    expectProblem(await cases.play(kirsi, call, 'internal-training'), 403, 'purpose-blocked');
    expect((await cases.play(liisa, call, 'service-level-study')).status).toBe(201);
    const copy = { course: 'KURSSI-8', necessity: 'Esimerkki.', until: addDays(TODAY, 100) };
    expectProblem(await kirsi.post(`/recordings/${call.id}/training-copies`, copy), 403, 'purpose-blocked');
    await cases.answeredBy(at, { effects: { 'consent-withdrawal': 'Puhelua ei käytetä koulutukseen.' } });
    await cases.closed(at);
    expect(await cases.lastDay(call)).toBe(call.dueOn);
  });
});

describe('several rights at once', () => {
  it('end each in its own way: a copy, a correction refused, an erasure in part under a hold, in one answer', async () => {
    const { risto, liisa, oili } = cases.by;
    const caller = cases.somebody();
    const [free, held] = [await cases.called(caller), await cases.called(caller)];
    const rights = ['access', 'rectification', 'erasure'] as const;
    const at = await cases.opened(rights, caller);
    await cases.takenUp(at, caller, [free, held]);
    const until = addDays(TODAY, 100);
    const hold = { kind: 'complaint', reference: 'V-1', necessity: 'Asia on kesken.', until };
    const { body: asked } = await risto.post(`/recordings/${held.id}/holds`, hold);
    expect((await liisa.post(`/holds/${String(asked.id)}/approval`)).status).toBe(200);
    for (const call of [free, held]) await cases.assessed(at, call, COPY);

    await cases.decided(at, 'access', GRANTED);
    const accurate = { outcome: 'refused', ground: 'accurate-16', reasons: 'Tiedot pitävät paikkansa.' };
    await cases.decided(at, 'rectification', accurate);
    expect(await cases.state(at)).toBe('in-review');
    expectProblem(await cases.decide(at, 'erasure', GRANTED), 422, 'recordings-held');
    const partly = { outcome: 'partly-granted', ground: 'under-hold-17', reasons: 'Reklamaatio on kesken.' };
    expect((await cases.decided(at, 'erasure', partly)).body.caseState).toBe('decided');
    expect([await cases.lastDay(free), await cases.lastDay(held)]).not.toContain(404);

    const effects = { access: 'Saatte kaksi jäljennöstä.', erasure: 'Toinen puhelu poistetaan.' };
    const { id, pdf } = await cases.letter(at, { effects, finalOn: addDays(TODAY, 7) });
    const text = pdfText(pdf);
    for (const words of [...Object.values(effects), accurate.reasons, partly.reasons, '1. joulukuuta 2026'])
      expect(text).toContain(words);
    const files = await cases.fetched(at);
    expect([files.get('puhelu-1.wav'), files.get('puhelu-2.wav')].map(file => file?.length)).toEqual([
      ...[free.audio.length, held.audio.length],
    ]);
    await server.app.get(ContinueEffects).everyMinute();
    expect([await cases.lastDay(free), (await cases.claim(at, 'erasure')).state]).toEqual([404, 'waiting']);
    expect((await oili.get(`/recordings/${held.id}`)).status).toBe(200);
    await cases.answered(at, await cases.sent(at, id));
    await closedWithNotices(at);
    const claims = (await oili.get(at.path)).body.claims as { readonly right: string; readonly outcome: string }[];
    expect(Object.fromEntries(claims.map(({ right, outcome }) => [right, outcome]))).toEqual({
      ...{ access: 'granted', rectification: 'refused', erasure: 'partly-granted' },
    });
  });
});
