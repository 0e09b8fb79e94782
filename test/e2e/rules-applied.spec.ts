import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Replays, type LoggedEvent } from '../../src/audit/index.js';
import { addDays, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { newId, NOBODY } from '../../src/kernel/ids.js';
import { Database } from '../../src/platform/database/index.js';
import { RuleInForce } from '../../src/recordings/index.js';
import { ApplyRules } from '../../src/retention/index.js';
import { HoldsOf } from '../../src/retention/holds/holds-of.js';
import { ApplyRule } from '../../src/retention/rules/apply-rule.js';
import { FinishRule } from '../../src/retention/rules/finish-rule.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { HeldStill } from '../support/held-still.js';
import { HoldScenes, type Filed } from '../support/holds.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const reason = 'Selosteen uusi versio.';
const MINUTE_MS = 60_000;

let server: TestServer;
let scenes: HoldScenes;
let yrjo: Client;
let paula: Client;

beforeAll(async () => {
  server = await startTestServer();
  scenes = new HoldScenes(server);
  [yrjo, paula] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
});

afterEach(async () => {
  jest.restoreAllMocks();
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

function deliver(endedOn: Day): Promise<Filed> {
  const endedAt = new Date(startOfDay(endedOn).getTime() + MINUTE_MS).toISOString();
  return scenes.deliver({ startedAt: endedAt, endedAt });
}

/** A rule of so many days, adopted by two; it is not applied yet. */
async function adopted(days: number): Promise<number> {
  const clause = 'Tietosuojaseloste 6 §';
  const wanted = { kind: 'days', days, clause, inForceFrom: scenes.today, appliesToEarlier: true, reason };
  const { version } = (await yrjo.post('/retention/rules', wanted)).body.rule as { version: number };
  const decided = await paula.post(`/retention/rules/${version}/decision`, { outcome: 'adopted', reason });
  expect(decided.status).toBe(200);
  return version;
}

async function ruleOf(id: string) {
  const [row] = await server.sql<{ rule_version: number; ordinary_due_on: Day; ended_at: Date }>(
    'select rule_version, ordinary_due_on, ended_at from recording where id = $1',
    [id],
  );
  return row;
}

describe('a rule that is applied', () => {
  it('moves the others where one recording cannot be moved, which it moves at the next look', async () => {
    const [first, second] = [await deliver(addDays(scenes.today, -3)), await deliver(addDays(scenes.today, -3))];
    const version = await adopted(50);
    const holdsOf = server.app.get(HoldsOf);
    const destination = holdsOf.destination.bind(holdsOf);
    jest.spyOn(holdsOf, 'destination').mockImplementation((em, id, day) => {
      return id === first.id ? Promise.reject(new TypeError('/salainen/polku')) : destination(em, id, day);
    });
    await server.app.get(ApplyRules).look();
    expect(await ruleOf(first.id)).toMatchObject({ rule_version: 1, ordinary_due_on: first.dueOn });
    expect(await ruleOf(second.id)).toMatchObject({ rule_version: version });
    expect(await loggedEvents(server, 'retention-rule.applied')).toEqual([]);

    jest.restoreAllMocks();
    await server.app.get(ApplyRules).look();
    expect(await ruleOf(first.id)).toMatchObject({
      ...{ rule_version: version, ordinary_due_on: addDays(scenes.today, 47) },
    });
    expect(await loggedEvents(server, 'retention-rule.applied')).toMatchObject([{ facts: { movedEarlier: 2 } }]);
  });

  it('counts no move of a recording that has come to the same day meanwhile', async () => {
    const { id } = await deliver(addDays(scenes.today, -5));
    const before = await ruleOf(id);
    const version = await adopted(40);
    const rule = (await server.app.get(RuleInForce).adopted()).find(one => one.version === version);
    if (!before || !rule) throw new Error('Both are there.');
    const day = addDays(scenes.today, 35);
    await server.app.get(Database).transaction(async em => {
      await em.execute('update recording set ordinary_due_on = ? where id = ?', [day, id]);
    });
    const seen = { id, endedAt: before.ended_at, ordinaryDueOn: before.ordinary_due_on };
    expect(await server.app.get(ApplyRule).execute(rule, [seen])).toEqual([]);
    expect(await ruleOf(id)).toMatchObject({ rule_version: version, ordinary_due_on: day });
    const counted = 'select moved_earlier, moved_later from retention_rule where version = $1';
    expect(await server.sql(counted, [version])).toEqual([{ moved_earlier: 0, moved_later: 0 }]);
    await server.app.get(ApplyRules).look();
  });

  it('is said to be so once where two instances find it at once', async () => {
    const version = await adopted(45);
    const finish = server.app.get(FinishRule);
    const lock = ['select from retention_rule where version = $1 for update', version] as const;
    const events = await eventsDuring(server, () =>
      HeldStill.by(server, lock, async held => {
        const both = [finish.execute(version), finish.execute(version)];
        await held.until(2, ...both);
        await held.letGo();
        await Promise.all(both);
      }),
    );
    expect(events).toMatchObject([{ action: 'retention-rule.applied', facts: { version } }]);
    await server.app.get(ApplyRules).look();
  });
});

it('a version that nobody has proposed has no preview, and is not decided', async () => {
  expectProblem(await paula.get('/retention/rules/99/preview'), 404, 'not-found');
  const events = await eventsDuring(server, async () => {
    const decision = { outcome: 'discarded', reason };
    expectProblem(await paula.post('/retention/rules/99/decision', decision), 404, 'not-found');
  });
  expect(events).toMatchObject([{ action: 'retention-rule.discarded', outcome: 'refused', reason: 'not-found' }]);
});

/** A restored backup does not know of them, and the log does. */
describe('a rule by its events alone', () => {
  async function replayed(version: number, action: LoggedEvent['action'], facts: LoggedEvent['facts']) {
    const at = server.clock.now();
    const actor = { kind: 'staff', id: server.ids.get('paula.paakayttaja') ?? '' };
    const event: LoggedEvent = {
      ...{ id: newId(at), at, action, outcome: 'done', actor },
      facts: { version, ...facts },
    };
    await server.app.get(Database).transaction(async em => server.app.get(Replays).of(action)?.(em, event));
    const [row] = await server.sql<object>('select * from retention_rule where version = $1', [version]);
    return row;
  }

  it.each(['days', 'earlier-of'] as const)(
    'of %s is there again as it was proposed, and as it was decided',
    async kind => {
      const version = kind === 'days' ? 20 : 21;
      const terms = { clause: 'Tietosuojaseloste 7 §', inForceFrom: '2027-06-01', appliesToEarlier: true };
      const by = { proposedBy: server.ids.get('yrjo.yllapito') ?? '', proposedAt: '2026-11-23T10:00:00.000Z' };
      const facts = { kind, days: 70, months: kind === 'days' ? null : 3, ...terms, ...by };
      const proposed = {
        ...{ version, kind, days: 70, months: facts.months, clause: terms.clause, in_force_from: '2027-06-01' },
        ...{ applies_to_earlier: true, proposed_by: by.proposedBy, proposed_at: new Date(by.proposedAt) },
      };
      expect(await replayed(version, 'retention-rule.proposed', facts)).toMatchObject({
        ...proposed,
        state: 'proposed',
      });
      expect(await replayed(version, 'retention-rule.discarded', facts)).toMatchObject({
        ...proposed,
        ...{ state: 'discarded', decided_by: server.ids.get('paula.paakayttaja'), decided_at: server.clock.now() },
      });
      expect(await replayed(version, 'retention-rule.adopted', facts)).toMatchObject({ state: 'discarded' });
    },
  );

  it('that was decided alone is there by what its decision tells, and of nobody where that does not tell whose it was', async () => {
    const facts = { days: 80, months: 4, inForceFrom: '2027-07-01', proposedAt: '2026-11-23T10:00:00.000Z' };
    expect(await replayed(22, 'retention-rule.adopted', facts)).toMatchObject({
      ...{ version: 22, kind: 'earlier-of', days: 80, months: 4, clause: '', applies_to_earlier: false },
      ...{ proposed_by: NOBODY, state: 'adopted' },
    });
  });

  it('is not said to be applied by the restored database: what it moved comes back by its own events', async () => {
    const before = await server.sql('select * from retention_rule order by version');
    await replayed(2, 'retention-rule.applied', { movedEarlier: 9, movedLater: 9 });
    expect(await server.sql('select * from retention_rule order by version')).toEqual(before);
  });
});
