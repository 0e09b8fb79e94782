import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditAction } from '../../src/audit/index.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer, Client } from '../support/client.js';
import { HeldStill, type Lock } from '../support/held-still.js';
import { HoldScenes } from '../support/holds.js';
import { eventsDuring } from '../support/log.js';
import { startTestServer, type TestServer } from '../support/server.js';

const reason = 'Sovittu';

/** An act that waits for a lock, and how it is called in the log. */
interface Waiting {
  readonly lock: Lock;
  readonly act: () => Promise<Answer>;
  readonly action: AuditAction;
}

let server: TestServer;
let scenes: HoldScenes;
let yrjo: Client;
let paula: Client;
let oili: Client;
let risto: Client;
let liisa: Client;

beforeAll(async () => {
  server = await startTestServer();
  scenes = new HoldScenes(server);
  [yrjo, paula] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
  oili = await server.as('oili.oikeus');
  [risto, liisa] = [await server.as('risto.reklamaatio'), await server.as('liisa.lupa')];
});

afterAll(async () => {
  await checkCustody(server);
  await server.stop();
});

const CUT = `
  select pg_terminate_backend(pid, 10000) from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock'`;

function rule() {
  const clause = 'Tietosuojaseloste 6 §';
  return { kind: 'days', days: 30, clause, inForceFrom: scenes.today, appliesToEarlier: true, reason };
}

const ACTS: readonly [name: string, waiting: () => Promise<Waiting>][] = [
  [
    'decides a rule',
    async () => {
      const { version } = (await yrjo.post('/retention/rules', rule())).body.rule as { version: number };
      return {
        lock: ['select from retention_rule where version = $1 for update', version],
        act: () => paula.post(`/retention/rules/${version}/decision`, { outcome: 'adopted', reason }),
        action: 'retention-rule.adopted',
      };
    },
  ],
  [
    'proposes a rule',
    () =>
      Promise.resolve({
        lock: ['lock table retention_rule in share mode'],
        act: () => yrjo.post('/retention/rules', rule()),
        action: 'retention-rule.proposed',
      }),
  ],
  [
    'decides a departure',
    async () => {
      const { id } = (await yrjo.post('/departures', { to: 'Uusi järjestelmä Oy', reason })).body;
      return {
        lock: ['select from departure where id = $1 for update', id],
        act: () => oili.post(`/departures/${String(id)}/decision`, { outcome: 'approved', reason }),
        action: 'departure.decided',
      };
    },
  ],
  [
    'reviews a hold',
    async () => {
      const { id } = await scenes.deliver();
      const held = await scenes.approved(risto, liisa, id);
      return {
        lock: ['select from recording where id = $1 for update', id],
        act: () => liisa.post(`/holds/${held}/reviews`, { nextReviewOn: scenes.inDays(5), reason }),
        action: 'hold.reviewed',
      };
    },
  ],
  [
    'opens a hold',
    async () => {
      const asked = await scenes.ask(risto, (await scenes.deliver()).id);
      return {
        lock: ['lock table audit_event in share mode'],
        act: () => liisa.get(`/holds/${String(asked.body.id)}`),
        action: 'hold.viewed',
      };
    },
  ],
];

describe('an act whose connection to the database breaks', () => {
  it.each(ACTS)('and %s comes to nothing, and is not on record as one that was refused', async (_name, waiting) => {
    const { lock, act, action } = await waiting();
    let answer: Answer | undefined;
    const events = await eventsDuring(server, () =>
      HeldStill.by(server, lock, async held => {
        const acting = act();
        await held.until(1, acting);
        await server.sql(CUT);
        answer = await acting;
      }),
    );
    expect(answer?.status).toBeGreaterThanOrEqual(500);
    expect(events).toEqual([]);
    // It was the connection alone: the same act goes through afterwards.
    const [event] = await eventsDuring(server, act);
    expect(event).toMatchObject({ action, outcome: 'done' });
  });
});
