import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { FINDING_NAMES, findingOf, type FindingName } from '../../src/register/going-live/findings.js';
import { checkCustody } from '../custody/check-custody.js';
import { published } from '../support/broken-promises.js';
import type { Client } from '../support/client.js';
import { loggedEvents } from '../support/log.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { SETTLED } from '../support/settled-notice.js';

interface Shown {
  readonly finding: FindingName;
  readonly settled: boolean;
  readonly overdue: boolean;
  readonly lacks: readonly string[];
  readonly ownerName: string | null;
  readonly mayDecide: boolean;
  readonly mayConfirm: boolean;
  readonly decisions: readonly { readonly state: string; readonly ruleVersion: number | null }[];
}

const TODAY = helsinkiDay(NOW);
const reason = 'Näin on sovittu johtoryhmässä.';
const dated = { reference: 'YT-pöytäkirja 4/2026', referenceOn: addDays(TODAY, -30) };
const RETENTION = 'retention-61-days-or-2-months';

describe('the open findings of the notice and of going live', () => {
  let server: TestServer;
  let yrjo: Client;
  let paula: Client;
  let oili: Client;
  let tapio: Client;

  beforeAll(async () => {
    server = await startTestServer({ env: SETTLED });
    [yrjo, paula] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
    [oili, tapio] = [await server.as('oili.oikeus'), await server.as('tapio.tietosuoja')];
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  const id = (username: string) => server.ids.get(username);
  const state = async (who: Client = tapio) => (await who.get('/going-live')).body;
  const one = async (finding: FindingName, who: Client = tapio): Promise<Shown> => {
    const found = ((await state(who)).items as Shown[]).find(item => item.finding === finding);
    if (!found) throw new Error(`${finding} is not shown.`);
    return found;
  };
  const assign = (finding: FindingName, username: string, dueOn: string = addDays(TODAY, 30)) =>
    paula.request('PUT', `/going-live/${finding}/owner`, { ownerId: id(username), dueOn });
  const decide = (who: Client, finding: FindingName, body: object = {}) =>
    who.post(`/going-live/${finding}/decisions`, { reason, ...body });
  const confirm = (who: Client, finding: FindingName, outcome = 'settled') =>
    who.post(`/going-live/${finding}/confirmation`, { outcome, reason });
  const waits = async (who: Client, kind: string) => {
    const { body } = await who.get('/tasks');
    const group = (body.groups as { kind: string; items: { id: string; on: string }[] }[]).find(g => g.kind === kind);
    return (group?.items ?? []).map(({ id: finding, on }) => [finding, on]);
  };

  it('are all open at first, for those who see the record, and nobody has them', async () => {
    const { items, open, takenIntoUse } = await state();
    expect((items as Shown[]).map(({ finding }) => finding)).toEqual(FINDING_NAMES);
    expect([open, takenIntoUse]).toEqual([FINDING_NAMES.length, null]);
    expect((items as Shown[]).every(({ ownerName, settled }) => ownerName === null && !settled)).toBe(true);
    expectProblem(await (await server.as('maija.malli')).get('/going-live'), 403, 'not-permitted');
  });

  it('are given to somebody fit with a day to come, and wait for them when it is near', async () => {
    expectProblem(await assign('staff-informed', 'maija.malli'), 422, 'owner-unfit');
    expectProblem(await assign('staff-informed', 'oili.oikeus', addDays(TODAY, -1)), 422, 'due-day-over');
    expect((await assign('staff-informed', 'oili.oikeus', addDays(TODAY, 15))).status).toBe(200);
    expect(await waits(oili, 'going-live-findings')).toEqual([]);
    await assign('staff-informed', 'oili.oikeus', addDays(TODAY, 14));
    await assign('impact-assessment', 'oili.oikeus', TODAY);
    expect(await waits(oili, 'going-live-findings')).toEqual([
      ['impact-assessment', TODAY],
      ['staff-informed', addDays(TODAY, 14)],
    ]);
    expect(await waits(yrjo, 'going-live-findings')).toEqual([]);
    expect(await waits(tapio, 'going-live-findings')).toEqual([]);
  });

  it('are decided by their owner alone, with the document that stands for it', async () => {
    expectProblem(await decide(yrjo, 'impact-assessment', dated), 403, 'not-owner');
    expectProblem(await decide(tapio, 'impact-assessment', dated), 403, 'not-permitted');
    expectProblem(await decide(oili, 'impact-assessment'), 422, 'decision-unfit');
    const tomorrow = { ...dated, referenceOn: addDays(TODAY, 1) };
    expectProblem(await decide(oili, 'impact-assessment', tomorrow), 422, 'reference-in-future');
    const { status } = await decide(oili, 'impact-assessment', dated);
    expect([status, await one('impact-assessment')]).toMatchObject([
      200,
      {
        settled: true,
        decisions: [{ state: 'settled', reference: dated.reference, reason, deciderName: 'Oili Oikeus' }],
      },
    ]);
    expect(await waits(oili, 'going-live-findings')).toEqual([['staff-informed', addDays(TODAY, 14)]]);
  });

  it('that change by which rules the house works count once a second person has said so', async () => {
    const finding = 'listening-again-for-ticket';
    await assign(finding, 'oili.oikeus');
    expect((await decide(oili, finding, { option: 'not-done' })).status).toBe(200);
    expect(await one(finding)).toMatchObject({ settled: false, decisions: [{ state: 'proposed' }] });
    expectProblem(await decide(oili, finding, { option: 'not-done' }), 409, 'decision-waits');
    expectProblem(await confirm(oili, finding), 403, 'not-second-person');
    expect(await waits(yrjo, 'going-live-decisions')).toEqual([[finding, null]]);
    expect(await waits(oili, 'going-live-decisions')).toEqual([]);
    expect((await confirm(yrjo, finding, 'discarded')).status).toBe(200);
    expect(await one(finding)).toMatchObject({ settled: false, decisions: [{ state: 'discarded' }] });
    await decide(oili, finding, { option: 'under-service-development' });
    expect((await confirm(yrjo, finding)).status).toBe(200);
    expectProblem(await confirm(yrjo, finding), 409, 'decision-settled');
    expect(await one(finding)).toMatchObject({ settled: true, decisions: [{ state: 'settled', version: 2 }, {}] });
    await expect(
      server.sql(`update going_live_decision set confirmed_by = decided_by where finding = $1`, [finding]),
    ).rejects.toThrow('going_live_decision_by_two');
  });

  it('settle 61 days against two months by the retention rule, its preview and its second person, and by nothing else', async () => {
    await assign(RETENTION, 'oili.oikeus');
    const rule = { inForceFrom: TODAY, appliesToEarlier: true };
    const wanted = { option: '2-months', rule };
    expectProblem(await decide(oili, RETENTION, wanted), 403, 'not-permitted');
    await assign(RETENTION, 'yrjo.yllapito');
    const preview = (option: string, finding: string = RETENTION) =>
      tapio.get(`/going-live/${finding}/preview?option=${option}&inForceFrom=${TODAY}&appliesToEarlier=true`);
    expect((await preview('2-months')).body).toMatchObject({ version: null, asOf: TODAY, firstCalls: {} });
    expectProblem(await preview('3-months'), 404, 'not-found');
    expectProblem(await preview('2-months', 'staff-informed'), 404, 'not-found');
    expect((await decide(yrjo, RETENTION, wanted)).status).toBe(200);
    const { decisions } = await one(RETENTION);
    const version = Number(decisions[0]?.ruleVersion);
    expect(await one(RETENTION)).toMatchObject({ settled: false, decisions: [{ state: 'proposed' }] });
    expectProblem(await confirm(paula, RETENTION), 409, 'decided-by-rule');
    expect(await waits(paula, 'going-live-decisions')).toEqual([]);
    expect((await waits(paula, 'retention-rules')).map(([one]) => one)).toEqual([String(version)]);

    expect((await paula.get(`/retention/rules/${version}/preview`)).body).toMatchObject({ version, asOf: TODAY });
    const adopted = (who: Client) => who.post(`/retention/rules/${version}/decision`, { outcome: 'adopted', reason });
    expectProblem(await adopted(yrjo), 403, 'not-second-person');
    expect((await adopted(paula)).status).toBe(200);
    expect(await one(RETENTION)).toMatchObject({
      settled: true,
      decisions: [{ state: 'settled', confirmerName: 'Paula Pääkäyttäjä', ruleVersion: version }],
    });
    const { body } = await yrjo.get('/retention/rules');
    const [inForce] = (body.items as { inForce: boolean }[]).filter(item => item.inForce);
    expect(inForce).toMatchObject({ version, days: 62, months: 2, openQuestion: { settled: true } });
  });

  it('stand as they did when the rule that a later decision proposes is discarded', async () => {
    const rule = { inForceFrom: TODAY, appliesToEarlier: true };
    expect((await decide(yrjo, RETENTION, { option: '61-days', rule })).status).toBe(200);
    const version = Number((await one(RETENTION)).decisions[0]?.ruleVersion);
    await paula.post(`/retention/rules/${version}/decision`, { outcome: 'discarded', reason });
    const { settled, decisions } = await one(RETENTION);
    expect([settled, decisions.map(one => one.state)]).toEqual([true, ['discarded', 'settled']]);
    // What is in force is decided again at once: nothing is changed by it.
    expect((await decide(yrjo, RETENTION, { option: '2-months', rule })).status).toBe(200);
    expect((await one(RETENTION)).decisions[0]).toMatchObject({ state: 'settled' });
  });

  it('say, once all are settled, with what the system was taken into use', async () => {
    await published(server);
    const open = ((await state()).items as Shown[]).filter(({ settled }) => !settled).map(({ finding }) => finding);
    for (const finding of open) {
      expect((await state()).takenIntoUse).toBeNull();
      const { options, decided } = findingOf(finding);
      await assign(finding, 'oili.oikeus');
      expect((await decide(oili, finding, { ...dated, option: options[0] ?? null })).status).toBe(200);
      if (decided === 'by-two') expect((await confirm(yrjo, finding)).status).toBe(200);
    }
    const { open: left, takenIntoUse, items } = await state();
    const ruleVersion = (items as Shown[]).find(({ finding }) => finding === RETENTION)?.decisions[0]?.ruleVersion;
    expect([left, takenIntoUse]).toEqual([
      0,
      expect.objectContaining({ ruleVersion, noticeVersion: 1, rule: expect.objectContaining({ fi: '2 kuukautta' }) }),
    ]);
  });

  it('leave events of who decided what, by which document, and not why', async () => {
    const decided = await loggedEvents(server, 'going-live-finding.decided');
    expect(decided.find(({ object }) => object?.id === 'impact-assessment')).toBeDefined();
    expect(decided.filter(({ outcome }) => outcome === 'done').map(({ facts }) => facts?.['reference'])).toContain(
      dated.reference,
    );
    expect(JSON.stringify(await loggedEvents(server))).not.toContain('johtoryhmässä');
    const confirmed = await loggedEvents(server, 'going-live-finding.confirmed');
    expect(confirmed.filter(({ outcome }) => outcome === 'refused').map(one => one.reason)).toContain(
      'not-second-person',
    );
  });
});

describe('a finding that a setting settles', () => {
  it('is not settled while the setting does not say it', async () => {
    const server = await startTestServer();
    const oili = await server.as('oili.oikeus');
    const finding = 'legal-basis-per-purpose';
    await oili.request('PUT', `/going-live/${finding}/owner`, { ownerId: server.ids.get('oili.oikeus'), dueOn: TODAY });
    const refused = await oili.post(`/going-live/${finding}/decisions`, { reason, ...dated });
    expectProblem(refused, 409, 'setting-lacks');
    expect(refused.body.lacks).toContain('complaint');
    await server.stop();
  });
});
