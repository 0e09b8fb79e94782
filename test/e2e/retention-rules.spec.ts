import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { RuleInForce } from '../../src/recordings/index.js';
import { ApplyRules, RunPurges } from '../../src/retention/index.js';
import { ApplyRule } from '../../src/retention/rules/apply-rule.js';
import { checkCustody } from '../custody/check-custody.js';
import { readKept } from '../custody/kept.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const TODAY = helsinkiDay(NOW);
const MINUTE_MS = 60_000;
const reason = 'Selosteen uusi versio.';
const adopted = { outcome: 'adopted', reason };
const thirty = (more: object = {}) => ({
  ...{ kind: 'days', days: 30, clause: 'Tietosuojaseloste 6 §', inForceFrom: TODAY, appliesToEarlier: true, reason },
  ...more,
});

/** How long calls are kept: by versions of one rule, which two administrators change (privacy notice §6, §12). */
describe('the retention rule', () => {
  let server: TestServer;
  let yrjo: Client;
  let paula: Client;

  beforeAll(async () => {
    server = await startTestServer();
    await signIn();
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  async function signIn(): Promise<void> {
    [yrjo, paula] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
  }

  async function deliver(endedOn: Day, more: Record<string, unknown> = {}): Promise<{ id: string; dueOn: Day }> {
    const endedAt = new Date(startOfDay(endedOn).getTime() + MINUTE_MS).toISOString();
    const metadata = callMetadata(server.clock.now(), { startedAt: endedAt, endedAt, ...more });
    const { status, body } = await server.ingest().deliver(metadata, wav({ seconds: 0.1 }));
    expect(status).toBe(201);
    return { id: String(body.id), dueOn: body.dueOn as Day };
  }

  async function recording(id: string) {
    const [row] = await server.sql<{ rule_version: number; ordinary_due_on: Day; due_on: Day; held_through_on: Day }>(
      'select rule_version, ordinary_due_on, due_on, held_through_on from recording where id = $1',
      [id],
    );
    return row;
  }

  async function proposed(wanted: object): Promise<number> {
    const { status, body } = await yrjo.post('/retention/rules', wanted);
    expect(status).toBe(201);
    return (body.rule as { version: number }).version;
  }

  it('is the earlier of 61 days and two months from the beginning, and says that the notice’s conflict is open', async () => {
    const { body } = await yrjo.get('/retention/rules');
    expect(body.items).toMatchObject([
      {
        ...{
          version: 1,
          kind: 'earlier-of',
          days: 61,
          months: 2,
          clause: 'Tietosuojaseloste 6 §, 12 §',
          inForce: true,
        },
        openQuestion: { conflict: '61 vrk (6 §) / 2 kk (12 §)', settled: false },
      },
    ]);
    expect(await recording((await deliver(TODAY)).id)).toMatchObject({ rule_version: 1, due_on: '2027-01-24' });
  });

  it('previews the first version as well, from which no earlier one differs', async () => {
    const { status, body } = await paula.get('/retention/rules/1/preview');
    expect([status, body.version, body.firstCalls]).toEqual([200, 1, null]);
  });

  it('previews what a proposed version would move, and changes nothing', async () => {
    const [old, young] = [await deliver(addDays(TODAY, -40)), await deliver(addDays(TODAY, -10))];
    const { body } = await yrjo.post('/retention/rules', thirty());
    expect(body.rule).toMatchObject({ version: 2, state: 'proposed', inForce: false, mayDecide: false });
    expect(body.preview).toMatchObject({ version: 2, asOf: TODAY, earlier: 3, later: 0, unchanged: 0, tonight: 1 });
    expect((body.preview as { moves: unknown }).moves).toEqual([
      { from: old.dueOn, to: TODAY, recordings: 1 },
      { from: young.dueOn, to: addDays(TODAY, 20), recordings: 1 },
      { from: '2027-01-24', to: addDays(TODAY, 30), recordings: 1 },
    ]);
    expect((await paula.get('/retention/rules/2/preview')).body).toEqual(body.preview);
    await server.app.get(ApplyRules).look();
    expect(await recording(old.id)).toMatchObject({ rule_version: 1, due_on: old.dueOn });
  });

  it('is not decided by who proposed it, and no other one is proposed meanwhile', async () => {
    expectProblem(await yrjo.post('/retention/rules/2/decision', adopted), 403, 'not-second-person');
    expectProblem(await paula.post('/retention/rules', thirty({ days: 20 })), 409, 'rule-waiting');
    expect((await paula.post('/retention/rules/2/decision', { outcome: 'discarded', reason })).body.state).toBe(
      'discarded',
    );
    expectProblem(await paula.post('/retention/rules/2/decision', adopted), 409, 'rule-settled');
    const events = await loggedEvents(server, 'retention-rule.adopted');
    expect(events.map(({ reason: why }) => why)).toEqual(['not-second-person', 'rule-settled']);
  });

  it('when shortened for what is there, moves each recording, what is past tonight, and holds stay', async () => {
    const [old, held] = [await deliver(addDays(TODAY, -45)), await deliver(addDays(TODAY, -45))];
    const linked = await deliver(addDays(TODAY, -45), { linkedId: 'two-legs' });
    const longer = await deliver(addDays(TODAY, -5), { linkedId: 'two-legs' });
    const until = addDays(TODAY, 90);
    const risto = await server.as('risto.reklamaatio');
    const wanted = { kind: 'complaint', reference: 'R-1', necessity: 'Kesken.', until };
    const { body: hold } = await risto.post(`/recordings/${held.id}/holds`, wanted);
    await (await server.as('liisa.lupa')).post(`/holds/${String(hold.id)}/approval`);

    const version = await proposed(thirty());
    expect((await paula.post(`/retention/rules/${version}/decision`, adopted)).status).toBe(200);
    expect(await recording(old.id)).toMatchObject({ rule_version: 1 });
    const both = await server.beside();
    try {
      await Promise.all([server.app.get(ApplyRules).look(), both.app.get(ApplyRules).look()]);
    } finally {
      await both.stop();
    }
    const past = { rule_version: version, ordinary_due_on: addDays(TODAY, -15) };
    expect(await recording(old.id)).toEqual({ ...past, due_on: TODAY, held_through_on: addDays(TODAY, -15) });
    expect(await recording(held.id)).toEqual({ ...past, due_on: until, held_through_on: until });
    expect(await recording(linked.id)).toMatchObject({ ...past, due_on: TODAY });
    expect(await recording(longer.id)).toMatchObject({ rule_version: version, due_on: addDays(TODAY, 25) });

    const moves = await loggedEvents(server, 'due-day.moved');
    expect(moves.filter(({ recordingId }) => recordingId === old.id)).toHaveLength(1);
    const maija = await server.as('maija.malli');
    expectProblem(await maija.get(`/recordings/${old.id}`), 404, 'not-found');
    expect((await risto.get(`/recordings/${held.id}`)).status).toBe(200);
    const { body } = await yrjo.get('/retention/rules');
    const [row] = body.items as { movedEarlier: number; appliedAt: string | null; openQuestion: object }[];
    expect(row).toMatchObject({ movedEarlier: 7, movedLater: 0, openQuestion: { settled: true } });
    const applied = await loggedEvents(server, 'retention-rule.applied');
    expect(applied).toMatchObject([{ facts: { version, movedEarlier: 7, movedLater: 0 } }]);
    const again = await server.sql<{ n: number }>('select count(*)::int as n from audit_event');
    await server.app.get(ApplyRules).look();
    expect(await server.sql<{ n: number }>('select count(*)::int as n from audit_event')).toEqual(again);
  });

  it('counts for what comes in from its adoption on, at once', async () => {
    const { id } = await deliver(TODAY);
    expect(await recording(id)).toMatchObject({ rule_version: 3, due_on: addDays(TODAY, 30) });
    const metadata = callMetadata(server.clock.now(), {
      startedAt: startOfDay(addDays(TODAY, -35)).toISOString(),
      endedAt: startOfDay(addDays(TODAY, -35)).toISOString(),
    });
    expectProblem(await server.ingest().deliver(metadata, wav({ seconds: 0.1 })), 410, 'past-due');
  });

  it('that leaves earlier calls alone is in force from tomorrow at the earliest, and lengthens nothing that is there', async () => {
    const before = await deliver(TODAY);
    const sixty = thirty({ days: 60, appliesToEarlier: false });
    expectProblem(await yrjo.post('/retention/rules', sixty), 422, 'rule-day-over');
    const never = { ...sixty, inForceFrom: '9999-12-31' };
    expectProblem(await yrjo.post('/retention/rules', never), 422, 'day-too-far-ahead');
    const tomorrow = addDays(TODAY, 1);
    const late = await proposed({ ...sixty, inForceFrom: tomorrow });
    server.clock.moveTo(startOfDay(tomorrow));
    await signIn();
    expectProblem(await paula.post(`/retention/rules/${late}/decision`, adopted), 422, 'rule-day-over');
    await paula.post(`/retention/rules/${late}/decision`, { outcome: 'discarded', reason });

    const version = await proposed({ ...sixty, inForceFrom: addDays(TODAY, 2) });
    await paula.post(`/retention/rules/${version}/decision`, adopted);
    await server.app.get(RunPurges).execute();
    server.clock.moveTo(new Date(startOfDay(addDays(TODAY, 2)).getTime() + 10 * MINUTE_MS));
    await server.app.get(ApplyRules).look();
    expect(await recording(before.id)).toMatchObject({ rule_version: 3, due_on: addDays(TODAY, 30) });
    const [yesterdays, todays] = [await deliver(tomorrow), await deliver(addDays(TODAY, 2))];
    expect(await recording(yesterdays.id)).toMatchObject({ rule_version: 3, due_on: addDays(tomorrow, 30) });
    expect(await recording(todays.id)).toMatchObject({ rule_version: version, due_on: addDays(TODAY, 62) });
    await server.app.get(RunPurges).execute();
  });

  it('may lengthen what is there where two people say so: what is over stays over', async () => {
    await signIn();
    const today = helsinkiDay(server.clock.now());
    const ids = new Set((await readKept(server)).recordings.map(({ id }) => id));
    const version = await proposed(thirty({ days: 90, inForceFrom: today }));
    const { body } = await paula.get(`/retention/rules/${version}/preview`);
    expect(body).toMatchObject({ earlier: 0, unchanged: 0, tonight: 0, later: ids.size });
    await paula.post(`/retention/rules/${version}/decision`, adopted);
    await server.app.get(ApplyRules).look();
    const kept = await readKept(server);
    expect(new Set(kept.recordings.map(({ id }) => id))).toEqual(ids);
    const rows = await server.sql<{ ended_on: Day; ordinary_due_on: Day; rule_version: number }>(
      `select (ended_at at time zone 'Europe/Helsinki')::date as ended_on, ordinary_due_on, rule_version from recording`,
    );
    for (const row of rows)
      expect(row).toMatchObject({ rule_version: version, ordinary_due_on: addDays(row.ended_on, 90) });
    const applied = (await loggedEvents(server, 'retention-rule.applied')).at(-1);
    expect(applied?.facts).toMatchObject({ version, movedEarlier: 0, movedLater: rows.length });
  });

  it('that has overtaken another one is not undone by a look of the other that goes on', async () => {
    const today = helsinkiDay(server.clock.now());
    const [early, late] = [await deliver(today), await deliver(today)];
    const asRead = ({ id, dueOn }: { id: string; dueOn: Day }) => ({
      id,
      endedAt: startOfDay(today),
      ordinaryDueOn: dueOn,
    });
    const adopt = async (days: number) => {
      const version = await proposed(thirty({ days, inForceFrom: today }));
      await paula.post(`/retention/rules/${version}/decision`, adopted);
      const rules = await server.app.get(RuleInForce).adopted();
      return rules.filter(rule => rule.version === version);
    };
    const [ninety] = await server.sql<{ rule_version: number }>('select rule_version from recording where id = $1', [
      late.id,
    ]);
    const apply = server.app.get(ApplyRule);

    const [shorter] = await adopt(30);
    if (shorter) await apply.execute(shorter, [asRead(early)]);
    const moved = { rule_version: shorter?.version, ordinary_due_on: addDays(today, 30) };
    expect(await recording(early.id)).toMatchObject(moved);
    const [again] = await adopt(90);
    if (shorter) await apply.execute(shorter, [asRead(late)]);
    expect(await recording(late.id)).toMatchObject({ ...ninety, ordinary_due_on: addDays(today, 90) });
    if (again) await apply.execute(again, [asRead(early)]);
    expect(await recording(early.id)).toMatchObject(moved);

    await server.app.get(ApplyRules).look();
    for (const { id } of [early, late])
      expect(await recording(id)).toMatchObject({ rule_version: again?.version, ordinary_due_on: addDays(today, 90) });
  });
});
