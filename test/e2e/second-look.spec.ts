import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditAction } from '../../src/audit/index.js';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer, Client } from '../support/client.js';
import { CONTACTS, DecidedCases, type Recorded } from '../support/decided-case.js';
import { HeldStill, type Lock } from '../support/held-still.js';
import { HoldScenes } from '../support/holds.js';
import { loggedEvents } from '../support/log.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const reason = 'Sovittu';
const ADMINISTRATOR = { role: 'administrator' };
const LEAD = { role: 'team-lead', purposes: ['service-development', 'internal-training', 'service-level-study'] };
const OFFICER = { role: 'rights-officer', purposes: ['rights-request'] };

/** Whose act it is that waits. */
interface Asking {
  readonly person: TestPerson;
  readonly client: Client;
}

/** An act that waits for a lock, and what tells afterwards that it was not done. */
interface Waiting {
  readonly lock: Lock;
  readonly act: (client: Client) => Promise<Answer>;
  readonly action: AuditAction;
  readonly undone: Lock;
}

let server: TestServer;
let scenes: HoldScenes;
let cases: DecidedCases;
let recording: Recorded;
let yrjo: Client;

beforeAll(async () => {
  server = await startTestServer({ env: CONTACTS });
  scenes = new HoldScenes(server);
  cases = new DecidedCases(server);
  recording = await cases.recording();
  yrjo = await server.as('yrjo.yllapito');
});

afterAll(async () => {
  await checkCustody(server);
  await server.stop();
});

async function somebody(grant: Readonly<Record<string, unknown>>): Promise<Asking> {
  const person = await addPerson(server, { grants: [grant] });
  return { person, client: await server.as(person.username) };
}

const deactivate = (client: Client, id: string): Promise<Answer> =>
  client.post(`/staff/${id}/deactivation`, { reason });

/** An act on somebody's row. */
async function aboutPerson(path: string, body: object, status = 'active'): Promise<Omit<Waiting, 'action'>> {
  const { id } = await addPerson(server);
  if (status !== 'active') expect((await deactivate(yrjo, id)).status).toBe(204);
  return {
    lock: ['select from staff where id = $1 for update', id],
    act: client => client.post(`/staff/${id}/${path}`, body),
    undone: [
      `select from staff where id = $1 and status = $2
       and not exists (select from enrolment where staff_id = staff.id and created_by <> $3)`,
      ...[id, status, server.ids.get('yrjo.yllapito')],
    ],
  };
}

const ACTS: readonly [name: string, grant: typeof ADMINISTRATOR, waiting: () => Promise<Waiting>][] = [
  [
    'reactivates nobody',
    ADMINISTRATOR,
    async () => ({ ...(await aboutPerson('reactivation', { reason }, 'deactivated')), action: 'staff.reactivated' }),
  ],
  [
    'gets no link for an enrolment',
    ADMINISTRATOR,
    async () => ({
      ...(await aboutPerson('enrolments', { kind: 'recovery', reason })),
      action: 'enrolment.created',
    }),
  ],
  [
    'confirms no erasure',
    LEAD,
    async () => {
      const { id, contactId } = await scenes.deliver();
      const maija = await server.as('maija.malli');
      const asked = await maija.post(`/recordings/${id}/erasure`, { ground: 'private-call', reason });
      return {
        lock: ['select from contact where id = $1 for update', contactId],
        act: client => client.post(`/erasures/${String(asked.body.id)}/confirmation`),
        action: 'erasure.intended',
        undone: ['select from recording where id = $1', id],
      };
    },
  ],
  [
    'refuses no erasure',
    LEAD,
    async () => {
      const maija = await server.as('maija.malli');
      const path = `/recordings/${(await scenes.deliver()).id}/erasure`;
      const { id } = (await maija.post(path, { ground: 'private-call', reason })).body;
      return {
        lock: ['select from erasure where id = $1 for update', id],
        act: client => client.post(`/erasures/${String(id)}/refusal`, { reason }),
        action: 'erasure.refused',
        undone: [`select from erasure where id = $1 and state = 'requested'`, id],
      };
    },
  ],
  [
    'asks for no hold',
    LEAD,
    async () => {
      const { id, contactId } = await scenes.deliver();
      return {
        lock: ['select from contact where id = $1 for update', contactId],
        act: client => scenes.ask(client, id),
        action: 'hold.requested',
        undone: ['select where not exists (select from hold where recording_id = $1)', id],
      };
    },
  ],
  [
    'approves no hold',
    LEAD,
    async () => {
      const { id, contactId } = await scenes.deliver();
      const asked = await scenes.ask(await server.as('risto.reklamaatio'), id);
      return {
        lock: ['select from contact where id = $1 for update', contactId],
        act: client => client.post(`/holds/${String(asked.body.id)}/approval`),
        action: 'hold.approved',
        undone: [`select from hold where id = $1 and state = 'requested'`, asked.body.id],
      };
    },
  ],
  [
    'reviews no hold',
    LEAD,
    async () => {
      const { id } = await scenes.deliver();
      const [risto, liisa] = [await server.as('risto.reklamaatio'), await server.as('liisa.lupa')];
      const holdId = await scenes.approved(risto, liisa, id);
      return {
        lock: ['select from recording where id = $1 for update', id],
        act: client => client.post(`/holds/${holdId}/reviews`, { nextReviewOn: scenes.inDays(20), reason }),
        action: 'hold.reviewed',
        undone: ['select where not exists (select from hold_review where hold_id = $1)', holdId],
      };
    },
  ],
  [
    'adopts no rule',
    ADMINISTRATOR,
    async () => {
      const inForceFrom = addDays(helsinkiDay(server.clock.now()), 40);
      const length = { kind: 'days', days: 30, clause: 'Tietosuojaseloste 6 §', inForceFrom, appliesToEarlier: false };
      const { body } = await yrjo.post('/retention/rules', { ...length, reason });
      const { version } = body.rule as { version: number };
      return {
        lock: ['select from retention_rule where version = $1 for update', version],
        act: client => client.post(`/retention/rules/${version}/decision`, { outcome: 'adopted', reason }),
        action: 'retention-rule.adopted',
        undone: [`select from retention_rule where version = $1 and state = 'proposed'`, version],
      };
    },
  ],
  [
    'does not release the brake',
    ADMINISTRATOR,
    async () => {
      const now = server.clock.now();
      await server.sql(`insert into purge_brake (id, reason, by_ms, raised_at) values ($1, 'clock-ahead', 1, $2)`, [
        ...[newId(now), now],
      ]);
      expect((await yrjo.post('/retention/brake/release-proposal', { reason })).status).toBeLessThan(300);
      return {
        lock: ['select from purge_brake where raised for update'],
        act: client => client.post('/retention/brake/release', { reason }),
        action: 'purge-brake.released',
        undone: ['select from purge_brake where raised'],
      };
    },
  ],
  [
    'decides no departure',
    OFFICER,
    async () => {
      const { id } = (await yrjo.post('/departures', { to: 'Uusi järjestelmä Oy', reason })).body;
      return {
        lock: ['select from departure where id = $1 for update', id],
        act: client => client.post(`/departures/${String(id)}/decision`, { outcome: 'approved', reason }),
        action: 'departure.decided',
        undone: ['select from departure where id = $1 and decided_at is null', id],
      };
    },
  ],
  [
    'releases no recording to an authority',
    OFFICER,
    async () => {
      const id = await preparedDisclosure();
      return {
        lock: ['select from rights_case where id = $1 for update', id],
        act: async client => {
          const { standing } = (await client.get(`/rights-requests/${id}`)).body as { standing: { prepared: string } };
          return client.post(`/disclosures/${id}/decision`, { outcome: 'confirmed', prepared: standing.prepared });
        },
        action: 'rights-request.decision-confirmed',
        undone: [`select from rights_case where id = $1 and state = 'in-review'`, id],
      };
    },
  ],
];

async function preparedDisclosure(): Promise<string> {
  const oili = await server.as('oili.oikeus');
  const authority = { name: 'Itä-Esimerkin poliisilaitos', reference: '5500/R/1/26', contact: 'PL 1' };
  const { body } = await oili.post('/disclosures', {
    ...{ receivedAt: server.clock.now().toISOString(), authority, text: 'Pyydämme tallenteen.' },
    ...{ provision: 'poliisilaki 4 luku 3 §', scope: 'yksi puhelutallenne' },
  });
  const id = String(body.id);
  const recordings = [{ recordingId: recording.id, decision: 'copy' }];
  expect((await oili.post(`/disclosures/${id}/recordings`, { recordings })).status).toBe(200);
  expect((await oili.post(`/disclosures/${id}/preparation`)).status).toBe(200);
  return id;
}

/** An act is done in nobody's name who has lost their rights while it waited (ADR 0001). */
describe('who is deactivated while their act waits', () => {
  it.each(ACTS)('%s', async (_, grant, prepared) => {
    const [{ lock, act, action, undone }, { person, client }] = [await prepared(), await somebody(grant)];
    const answer = await HeldStill.by(server, lock, async held => {
      const waits = act(client);
      await held.until(1);
      expect((await deactivate(yrjo, person.id)).status).toBe(204);
      await held.letGo();
      return waits;
    });
    expectProblem(answer, 403, 'access-changed');
    const [told, ...values] = undone;
    expect(await server.sql(told, values)).toHaveLength(1);
    expect((await loggedEvents(server, action)).at(-1)).toMatchObject({
      ...{ outcome: 'refused', reason: 'access-changed', actor: { id: person.id } },
    });
  });

  it('deactivates nobody, not even who deactivated them', async () => {
    const [first, second] = [await somebody(ADMINISTRATOR), await somebody(ADMINISTRATOR)];
    const answers = await HeldStill.by(server, ['select pg_advisory_xact_lock(7202)'], async held => {
      const one = deactivate(first.client, second.person.id);
      await held.until(1);
      const other = deactivate(second.client, first.person.id);
      await held.until(2);
      await held.letGo();
      return Promise.all([one, other]);
    });
    expect(answers[0].status).toBe(204);
    expectProblem(answers[1], 403, 'access-changed');
    expect((await first.client.get('/me')).status).toBe(200);
  });
});
