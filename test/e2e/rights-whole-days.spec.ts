import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, parseDay } from '../../src/kernel/calendar.js';
import { LookAtCases } from '../../src/rights/search/look-at-cases.js';
import { checkCustody } from '../custody/check-custody.js';
import { CONTACTS } from '../support/decided-case.js';
import { HoldScenes } from '../support/holds.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { expectProblem } from '../support/refused.js';
import { COPY, WholeCases } from '../support/whole-case.js';

let server: TestServer;
let cases: WholeCases;
let holds: HoldScenes;

beforeEach(async () => {
  server = await startTestServer({ env: { ...CONTACTS, TALLENNE_CASE_KEPT_MONTHS: '1' } });
  cases = await WholeCases.on(server);
  holds = new HoldScenes(server);
});

afterEach(async () => {
  await checkCustody(server);
  await server.stop();
});

/** What the nights in between do, and signs in anew. */
async function inDays(days: number): Promise<void> {
  holds.moveTo(holds.inDays(days));
  await server.app.get(LookAtCases).execute();
  await holds.endHolds();
  await holds.purge();
  await cases.signInAgain();
}

describe('a request that comes shortly before the last day of a recording', () => {
  it('of access, on day 60, is answered on day 75 with the recording itself, and its close lets it go after the days of the setting', async () => {
    const caller = cases.somebody();
    const call = await cases.called(caller);
    const unasked = await cases.called(cases.somebody());
    await inDays(60);
    const at = await cases.opened(['access'], caller);
    await inDays(15);
    expect([await cases.lastDay(call), await cases.lastDay(unasked)]).toEqual([expect.any(String), 404]);
    await cases.takenUp(at, caller, [call]);
    await cases.assessed(at, call, COPY);
    await cases.decided(at, 'access');
    const { id } = await cases.letter(at, { effects: { access: 'Saatte jäljennöksen.' } });
    expect((await cases.fetched(at)).get('puhelu-1.wav')?.equals(call.audio)).toBe(true);
    await cases.answered(at, await cases.sent(at, id));
    await cases.closed(at);
    await inDays(0);
    expect(await cases.lastDay(call)).toBe(holds.inDays(30));
    await inDays(30);
    expect(await cases.lastDay(call)).toBe(holds.today);
    await inDays(1);
    expect(await cases.lastDay(call)).toBe(404);
    expect(await server.sql('select id from recording where id = $1', [call.id])).toEqual([]);
  });

  it('of erasure prolongs nothing: what is taken up goes on its day, and what two people grant then finds it gone', async () => {
    const caller = cases.somebody();
    const call = await cases.called(caller);
    await inDays(60);
    const at = await cases.opened(['erasure'], caller);
    await cases.takenUp(at, caller, [call]);
    expect(await cases.lastDay(call)).toBe(call.dueOn);
    holds.moveTo(addDays(parseDay(call.dueOn), 1));
    await inDays(0);
    expect(await cases.lastDay(call)).toBe(404);
    expect(await server.sql('select id from recording where id = $1', [call.id])).toEqual([]);
    await cases.decided(at, 'erasure');
    const [effect] = await cases.effects(at);
    expect(effect?.result?.erasures).toMatchObject([{ recordingId: call.id, outcome: 'gone' }]);
  });
});

describe('what is over', () => {
  it('of cases is listed, opened, taken out and acted on by nobody, though no purge has run', async () => {
    const caller = cases.somebody();
    const at = await cases.opened(['access'], caller);
    await cases.takenUp(at, caller, []);
    await cases.decided(at, 'access', { outcome: 'nothing-held' });
    await cases.answeredBy(at, { effects: { access: 'Haimme puhelinnumerolla; puheluita ei ole.' } });
    await cases.closed(at);
    const dueOn = parseDay(String((await cases.by.oili.get(at.path)).body.dueOn));
    const isListed = async () => {
      const { body } = await cases.by.oili.get('/rights-requests?which=closed&limit=200');
      return (body.items as { readonly id: string }[]).some(({ id }) => id === at.id);
    };
    holds.moveTo(dueOn);
    await cases.signInAgain();
    expect([await isListed(), (await cases.by.oili.get(at.path)).status]).toEqual([true, 200]);
    holds.moveTo(addDays(dueOn, 1));
    await cases.signInAgain();
    expect(await isListed()).toBe(false);
    const { oili } = cases.by;
    for (const part of ['', '/documents', '/recordings', '/deliveries', '/effects', '/file'])
      expectProblem(await oili.get(`${at.path}${part}`), 404, 'not-found');
    expectProblem(await oili.post(`${at.path}/file`, { code: 'K4MQ7-XW9TA-C3HJN-PRY2E' }), 404, 'not-found');
    expectProblem(await oili.post(`${at.path}/closing`, {}), 404, 'not-found');
    expect((await oili.get('/rights-requests/statistics?year=2026')).body).toMatchObject({ requests: 0 });
  });

  it('of recordings leaves in no package', async () => {
    const { oili, satu } = cases.by;
    const call = await cases.called(cases.somebody());
    const authority = { name: 'Poliisilaitos', reference: '1/26', contact: 'PL 1' };
    const asked = { receivedAt: server.clock.now().toISOString(), authority, text: 'Pyydämme tallenteen.' };
    const { body } = await oili.post('/disclosures', { ...asked, provision: 'poliisilaki 4:3', scope: 'puhelu' });
    const [disclosure, at] = [`/disclosures/${String(body.id)}`, `/rights-requests/${String(body.id)}`];
    await oili.post(`${disclosure}/recordings`, { recordings: [{ recordingId: call.id }] });
    const { prepared } = (await oili.post(`${disclosure}/preparation`)).body;
    expect((await satu.post(`${disclosure}/decision`, { outcome: 'confirmed', prepared })).status).toBe(200);
    expect((await oili.post(`${at}/letters`, { kind: 'disclosure-cover' })).status).toBe(201);
    holds.moveTo(parseDay(call.dueOn));
    await cases.signInAgain();
    const pack = () => cases.by.oili.post(`${at}/package`, { channel: 'zip' });
    expect((await pack()).status).toBe(201);
    holds.moveTo(addDays(parseDay(call.dueOn), 1));
    await cases.signInAgain();
    expectProblem(await pack(), 410, 'sound-gone');
  });
});
