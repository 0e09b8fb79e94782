import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { GrantTemplates, ProposeGrant, ProposeRevocation, WithdrawProposals } from '../../src/access/index.js';
import { newGrant } from '../../src/access/access.schemas.js';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { NOBODY } from '../../src/kernel/ids.js';
import { Database } from '../../src/platform/database/index.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer, Client } from '../support/client.js';
import { HeldStill } from '../support/held-still.js';
import { eventsDuring } from '../support/log.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const DAY_MS = 86_400_000;
const REASON = 'Sijaistaa palvelupäällikköä';
const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';
const LEAD = { role: 'team-lead', purposes: ['internal-training'], queues: ['user-support'] };
const THE_DIRECTORY = {
  kind: 'service',
  id: '00000000-0000-7000-8000-00000000d1e0',
  sessionId: null,
  address: null,
} as const;

/** Statements that wait for somebody's row. */
const WAITS = `
  select 1 from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock' and query like '%staff%'`;

let server: TestServer;
let yrjo: Client;
let paula: Client;

const today = () => helsinkiDay(server.clock.now());
const aMonth = () => ({ fromOn: today(), untilOn: addDays(today(), 30), reason: REASON });
const staffId = (username: string): string => server.ids.get(username) ?? '';
const ask = (client: Client, id: string, grant: object = LEAD): Promise<Answer> =>
  client.post(`/staff/${id}/grants`, { ...aMonth(), ...grant });
const decide = (client: Client, proposalId: string, outcome: 'approved' | 'refused' = 'approved'): Promise<Answer> =>
  client.post(`/grant-proposals/${proposalId}/decision`, { outcome, reason: 'Sovittu' });
const grantsOf = async (id: string) =>
  (await yrjo.get(`/grants?staff=${id}`)).body.items as { id: string; role: string }[];
const stateOf = async (proposalId: string): Promise<unknown> => {
  const { body } = await yrjo.get('/grant-proposals?limit=200');
  return (body.items as { id: string; state: string }[]).find(({ id }) => id === proposalId)?.state;
};

async function proposedTo(person: { id: string }, grant: object = LEAD, client: Client = yrjo): Promise<string> {
  const { status, body } = await ask(client, person.id, grant);
  expect([status, body.code]).toEqual([202, undefined]);
  return String(body.proposalId);
}

async function anotherAdministrator(): Promise<{ person: TestPerson; client: Client }> {
  const person = await addPerson(server, { grants: [{ role: 'administrator' }] });
  return { person, client: await server.as(person.username) };
}

beforeAll(async () => {
  server = await startTestServer();
  yrjo = await server.as('yrjo.yllapito');
  paula = await server.as('paula.paakayttaja');
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('a grant that needs a second administrator', () => {
  it('is proposed by one, gives nothing until another has approved it, and then works at the next request', async () => {
    const person = await addPerson(server);
    const client = await server.as(person.username);
    const events = await eventsDuring(server, async () => {
      const proposalId = await proposedTo(person);
      expect(await grantsOf(person.id)).toEqual([]);
      expect((await client.get('/recordings')).status).toBe(403);
      const { status, body } = await decide(paula, proposalId);
      expect(status).toBe(200);
      const names = { proposerName: 'Yrjö Ylläpito', deciderName: 'Paula Pääkäyttäjä' };
      expect(body).toMatchObject({ id: proposalId, state: 'approved', staffId: person.id, ...names, mayDecide: false });
    });
    const [grant] = await grantsOf(person.id);
    expect(grant).toMatchObject({ ...LEAD, ...aMonth(), grantedBy: staffId('paula.paakayttaja') });
    expect(events.map(({ action }) => action)).toEqual([
      ...['grant-proposal.created', 'route.refused', 'grant.created', 'grant-proposal.decided'],
    ]);
    expect(events[2]?.facts).toMatchObject({ proposedBy: staffId('yrjo.yllapito'), role: 'team-lead' });
    expect(JSON.stringify(events)).not.toContain(REASON);
    expect((await client.get('/recordings')).status).toBe(200);
  });

  it('is every one but the agent’s', async () => {
    const statuses: Record<string, number> = {};
    for (const role of ['agent', 'team-lead', 'complaint-handler', 'trainer', 'rights-officer']) {
      statuses[role] = (await ask(yrjo, (await addPerson(server)).id, { role })).status;
    }
    for (const role of ['data-protection-officer', 'auditor', 'administrator']) {
      statuses[role] = (await ask(yrjo, (await addPerson(server)).id, { role })).status;
    }
    const { agent, ...others } = statuses;
    expect(agent).toBe(201);
    expect(new Set(Object.values(others))).toEqual(new Set([202]));
  });

  it('that is refused gives nothing, and is decided once', async () => {
    const person = await addPerson(server);
    const proposalId = await proposedTo(person);
    const { body } = await decide(paula, proposalId, 'refused');
    expect(body).toMatchObject({ state: 'refused', decisionReason: 'Sovittu', grant: null });
    expectProblem(await decide(paula, proposalId), 409, 'proposal-settled');
    expect(await grantsOf(person.id)).toEqual([]);
  });

  it('is proposed once: who means other days is told what waits, and nothing of it is changed', async () => {
    const person = await addPerson(server);
    const proposalId = await proposedTo(person);
    const other = { ...LEAD, untilOn: addDays(today(), 300) };
    for (const client of [yrjo, paula]) {
      const again = await ask(client, person.id, other);
      expectProblem(again, 409, 'proposal-waits');
      expect(again.body.proposalId).toBe(proposalId);
    }
    const { body } = await yrjo.get(`/grant-proposals?staff=${person.id}`);
    expect(body.items).toMatchObject([{ id: proposalId, wanted: { untilOn: addDays(today(), 30) } }]);
    await yrjo.post(`/grant-proposals/${proposalId}/withdrawal`);
    await proposedTo(person, other);
  });

  it('is withdrawn by who proposed it and by nobody else', async () => {
    const proposalId = await proposedTo(await addPerson(server));
    expectProblem(await paula.post(`/grant-proposals/${proposalId}/withdrawal`), 404, 'not-found');
    expect((await yrjo.post(`/grant-proposals/${proposalId}/withdrawal`)).body).toMatchObject({ state: 'withdrawn' });
    expectProblem(await decide(paula, proposalId), 409, 'proposal-settled');
    expectProblem(await yrjo.post(`/grant-proposals/${proposalId}/withdrawal`), 409, 'proposal-settled');
  });

  it('is listed with what who asks may do, for all who oversee access', async () => {
    const proposalId = await proposedTo(await addPerson(server));
    for (const [client, mayDecide, mayWithdraw] of [
      [yrjo, false, true],
      [paula, true, false],
      [await server.as('aila.auditoija'), false, false],
    ] as const) {
      const { body } = await client.get('/grant-proposals?state=pending&limit=200');
      const found = (body.items as { id: string }[]).find(({ id }) => id === proposalId);
      expect(found).toMatchObject({ mayDecide, mayWithdraw, wanted: { role: 'team-lead' }, origin: 'administrator' });
    }
    expectProblem(await decide(await server.as('aila.auditoija'), proposalId), 403, 'not-permitted');
    const first = await yrjo.get('/grant-proposals?limit=1');
    const second = await yrjo.get(`/grant-proposals?limit=1&cursor=${String(first.body.nextCursor)}`);
    const ids = [first, second].flatMap(({ body }) => (body.items as { id: string }[]).map(({ id }) => id));
    expect(new Set(ids).size).toBe(2);
  });
});

describe('the second person', () => {
  it('is never who proposed it', async () => {
    const proposalId = await proposedTo(await addPerson(server));
    const events = await eventsDuring(server, async () => {
      expectProblem(await decide(yrjo, proposalId), 403, 'not-second-person');
      expectProblem(await decide(yrjo, proposalId, 'refused'), 403, 'not-second-person');
    });
    expect(events).toMatchObject([
      { action: 'grant-proposal.decided', outcome: 'refused', reason: 'not-second-person' },
      { action: 'grant-proposal.decided', outcome: 'refused', reason: 'not-second-person' },
    ]);
    expect(await stateOf(proposalId)).toBe('pending');
  });

  it('is never the person whom it is for', async () => {
    const { person, client } = await anotherAdministrator();
    const proposalId = await proposedTo(person, { role: 'administrator' });
    expectProblem(await decide(client, proposalId), 403, 'not-second-person');
    expect((await decide(paula, proposalId)).status).toBe(200);
  });

  it('is not who enrolled the person or the proposer, for 30 days', async () => {
    const person = await addPerson(server);
    const proposer = await anotherAdministrator();
    await enrolledBy('paula.paakayttaja', person.id);
    const about = await proposedTo(person);
    expectProblem(await decide(paula, about), 403, 'not-second-person');
    await enrolledBy('paula.paakayttaja', proposer.person.id);
    const by = await proposedTo(await addPerson(server), LEAD, proposer.client);
    expectProblem(await decide(paula, by), 403, 'not-second-person');
    const third = await anotherAdministrator();
    expect((await decide(third.client, about)).status).toBe(200);
    expect((await decide(yrjo, by)).status).toBe(200);
  });

  it('may be who enrolled the person once 30 days are over', async () => {
    const person = await addPerson(server);
    await enrolledBy('paula.paakayttaja', person.id, new Date(server.clock.now().getTime() - 31 * DAY_MS));
    expect((await decide(paula, await proposedTo(person))).status).toBe(200);
  });

  it('decides once also when two decide at once', async () => {
    const third = await anotherAdministrator();
    for (let round = 0; round < 4; round += 1) {
      const person = await addPerson(server);
      const proposalId = await proposedTo(person);
      const answers = await Promise.all([decide(paula, proposalId), decide(third.client, proposalId)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await grantsOf(person.id)).toHaveLength(1);
    }
  });

  it('is not who has lost their rights while they waited', async () => {
    const asking = await anotherAdministrator();
    const person = await addPerson(server);
    const proposalId = await proposedTo(person);
    const holder = new pg.Client({ connectionString: server.database.ownerUrl });
    await holder.connect();
    try {
      await holder.query('begin');
      await holder.query('select 1 from staff where id = $1 for update', [person.id]);
      const answer = decide(asking.client, proposalId);
      while ((await server.sql(WAITS)).length === 0) await wait(20);
      const leaves = await yrjo.post(`/staff/${asking.person.id}/deactivation`, { reason: 'Lähti' });
      expect(leaves.status).toBe(204);
      await holder.query('rollback');
      expectProblem(await answer, 403, 'access-changed');
    } finally {
      await holder.end();
    }
    expect(await stateOf(proposalId)).toBe('pending');
    expect(await grantsOf(person.id)).toEqual([]);
  });

  async function enrolledBy(username: string, id: string, completedAt = server.clock.now()): Promise<void> {
    const hash = `hash of ${username} and ${id}`;
    const values = [id, hash, server.clock.now(), completedAt, staffId(username), staffId('yrjo.yllapito')];
    await server.sql(
      `insert into enrolment (id, staff_id, token_hash, code_hash, expires_at, completed_at, created_by, confirmed_by, confirmed_at)
       values (gen_random_uuid(), $1, $2, $2, $3, $4, $5, $6, $4)`,
      values,
    );
    await server.sql('update staff set access_epoch = access_epoch + 1 where id = $1', [staffId(username)]);
  }
});

describe('an approval looks again', () => {
  it('whether the two incompatible kinds of roles meet, also when both are approved at once', async () => {
    const third = await anotherAdministrator();
    const person = await addPerson(server);
    const [lead, auditor] = [await proposedTo(person), await proposedTo(person, { role: 'auditor' })];
    const answers = await Promise.all([decide(paula, lead), decide(third.client, auditor)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('incompatible-roles');
    expect(await grantsOf(person.id)).toHaveLength(1);
  });

  it('whether the person is still active', async () => {
    const person = await addPerson(server);
    const proposalId = await proposedTo(person);
    await server.sql(`update staff set status = 'deactivated' where id = $1`, [person.id]);
    expectProblem(await decide(paula, proposalId), 409, 'not-active');
    expect(await stateOf(proposalId)).toBe('pending');
  });

  it('whether anything of the person is being examined', async () => {
    const person = await addPerson(server, { grants: [{ role: 'agent' }] });
    const proposalId = await proposedTo(person);
    await server.sql('update access_grant set suspended = true where id = $1', [person.grantIds[0]]);
    expectProblem(await decide(paula, proposalId), 409, 'access-suspended');
    expectProblem(await ask(yrjo, person.id, { role: 'agent' }), 409, 'access-suspended');
  });

  it('whether who proposed it may still', async () => {
    const proposer = await anotherAdministrator();
    const person = await addPerson(server);
    const proposalId = await proposedTo(person, LEAD, proposer.client);
    await yrjo.post(`/grants/${proposer.person.grantIds[0]}/revocation`, { reason: 'Tehtävä vaihtui' });
    expectProblem(await decide(paula, proposalId), 409, 'proposer-not-entitled');
    expect((await decide(paula, proposalId, 'refused')).status).toBe(200);
    expect(await grantsOf(person.id)).toEqual([]);
  });

  it('whether who proposed it may still, also on the day of a review that nothing has written down yet', async () => {
    const proposer = await anotherAdministrator();
    const person = await addPerson(server);
    const duties = { unit: 'Osasto 5', effectiveOn: addDays(today(), 1), reason: 'Siirtyy' };
    expect((await yrjo.post(`/staff/${proposer.person.id}/duties`, duties)).status).toBe(200);
    const proposalId = await proposedTo(person, LEAD, proposer.client);
    const began = server.clock.now();
    server.clock.moveTo(new Date(began.getTime() + DAY_MS));
    expectProblem(await decide(await server.as('paula.paakayttaja'), proposalId), 409, 'proposer-not-entitled');
    server.clock.moveTo(began);
    [yrjo, paula] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
  });

  it('whether who proposed it is bound to confidentiality still', async () => {
    const proposer = await anotherAdministrator();
    const proposalId = await proposedTo(await addPerson(server), LEAD, proposer.client);
    await server.sql('delete from undertaking_acknowledgement where staff_id = $1', [proposer.person.id]);
    expectProblem(await decide(paula, proposalId), 409, 'proposer-not-entitled');
  });

  it('and comes too late after 14 days, or after the last day of the grant', async () => {
    const person = await addPerson(server);
    const brief = await proposedTo(person, { role: 'trainer', untilOn: addDays(today(), 2) });
    const lapsing = await proposedTo(person);
    const began = server.clock.now();
    server.clock.moveTo(new Date(began.getTime() + 3 * DAY_MS));
    const later = await server.as('paula.paakayttaja');
    expectProblem(await decide(later, brief), 422, 'grant-over');
    server.clock.moveTo(new Date(began.getTime() + 14 * DAY_MS));
    expectProblem(await decide(await server.as('paula.paakayttaja'), lapsing), 409, 'proposal-settled');
    yrjo = await server.as('yrjo.yllapito');
    expect(await stateOf(lapsing)).toBe('lapsed');
    const { body } = await yrjo.get('/grant-proposals?state=lapsed');
    expect((body.items as { id: string }[]).map(({ id }) => id)).toContain(lapsing);
    server.clock.moveTo(began);
    [yrjo, paula] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
  });
});

describe('a grant', () => {
  it('lasts a year at most and is not given when it is over', async () => {
    const { id } = await addPerson(server);
    expectProblem(await ask(yrjo, id, { role: 'agent', untilOn: addDays(today(), 400) }), 422, 'grant-too-long');
    const past = { fromOn: addDays(today(), -9), untilOn: addDays(today(), -1) };
    expectProblem(await ask(yrjo, id, { role: 'agent', ...past }), 422, 'grant-over');
  });
});

describe('what a directory proposes', () => {
  it('is a proposal whatever the role, made once, and approved like any other', async () => {
    const person = await addPerson(server);
    const wanted = newGrant.parse({ role: 'agent', ...aMonth() });
    const propose = () =>
      server.app
        .get(Database)
        .transaction(em =>
          server.app
            .get(ProposeGrant)
            .execute(em, { staffId: person.id, wanted, origin: 'directory-group' }, THE_DIRECTORY),
        );
    const [first, second] = [await propose(), await propose()];
    expect(second).toBe(first);
    expect(await grantsOf(person.id)).toEqual([]);
    expect((await decide(yrjo, first)).body).toMatchObject({
      ...{ state: 'approved', origin: 'directory-group', proposedBy: THE_DIRECTORY.id, proposerName: null },
    });
    const [grant] = await grantsOf(person.id);
    const again = () =>
      server.app
        .get(Database)
        .transaction(em =>
          server.app
            .get(ProposeRevocation)
            .execute(em, { grantId: grant?.id ?? '', origin: 'directory-group', reason: 'Poistui' }, THE_DIRECTORY),
        );
    const revocation = await again();
    expect(await again()).toBe(revocation);
    expect(await grantsOf(person.id)).toHaveLength(1);
    expect((await decide(yrjo, revocation)).status).toBe(200);
    expect(await grantsOf(person.id)).toEqual([]);
  });

  it('is withdrawn when the person leaves, like all that they proposed', async () => {
    const { person, client } = await anotherAdministrator();
    const about = await proposedTo(person, { role: 'administrator' });
    const by = await proposedTo(await addPerson(server), LEAD, client);
    const actor = { ...THE_DIRECTORY, id: NOBODY };
    const events = await eventsDuring(server, () =>
      server.app.get(Database).transaction(em => server.app.get(WithdrawProposals).allAbout(em, person.id, actor)),
    );
    expect(events.map(({ action, facts }) => [action, facts?.outcome])).toEqual([
      ['grant-proposal.decided', 'withdrawn'],
      ['grant-proposal.decided', 'withdrawn'],
    ]);
    for (const id of [about, by]) expectProblem(await decide(paula, id), 409, 'proposal-settled');
  });
});

describe('an auditor', () => {
  it('proposes the same revocation as another auditor at the same moment', async () => {
    const { id, grantIds } = await addPerson(server, { grants: [{ role: 'agent' }] });
    const auditors = [await server.as('aila.auditoija'), await server.as('veikko.varmistaja')];
    const insertsWait = 'lock table grant_proposal in share mode';
    const answers = await HeldStill.by(server, [insertsWait], async held => {
      const asked = auditors.map(auditor =>
        auditor.post(`/grants/${grantIds[0]}/revocation-proposal`, { origin: 'unused-access', reason: 'Tarpeeton' }),
      );
      await held.until(2);
      await held.letGo();
      return Promise.all(asked);
    });
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await server.sql('select id from grant_proposal where staff_id = $1', [id])).toEqual([
      { id: answers[0]?.body.proposalId },
    ]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
  });

  it('proposes a revocation and revokes nothing', async () => {
    const { id, grantIds } = await addPerson(server, { grants: [{ role: 'agent' }] });
    const aila = await server.as('aila.auditoija');
    const path = `/grants/${grantIds[0]}/revocation-proposal`;
    const { status, body } = await aila.post(path, { origin: 'unused-access', reason: 'Ei kuunteluja' });
    expect(status).toBe(201);
    expect(await grantsOf(id)).toHaveLength(1);
    expect((await decide(yrjo, String(body.proposalId))).status).toBe(200);
    expect(await grantsOf(id)).toEqual([]);
    expectProblem(await aila.post(path, { reason: 'x' }), 404, 'not-found');
    expectProblem(await (await server.as('liisa.lupa')).post(path, { reason: 'x' }), 403, 'not-permitted');
  });
});

describe('a template of a usual post', () => {
  const agent = {
    name: 'Asiantuntija',
    role: 'agent',
    purposes: ['service-development'],
    ownCallsOnly: true,
    validMonths: 6,
  };

  it('is made, changed and removed by administrators, each with an event, and gives nothing', async () => {
    const events = await eventsDuring(server, async () => {
      const made = await yrjo.post('/grant-templates', agent);
      expect(made.status).toBe(201);
      expectProblem(await yrjo.post('/grant-templates', agent), 409, 'template-exists');
      const path = `/grant-templates/${String(made.body.id)}`;
      const changed = await yrjo.request('PUT', path, { ...agent, validMonths: 12, queues: ['user-support'] });
      expect(changed.body).toMatchObject({ validMonths: 12, queues: ['user-support'], units: 'all' });
      const wanted = await server.app
        .get(GrantTemplates)
        .wanted(server.app.get(Database).entities(), String(made.body.id), REASON);
      expect(wanted).toMatchObject({ role: 'agent', fromOn: today(), untilOn: '2027-11-24', reason: REASON });
      const list = await (await server.as('aila.auditoija')).get('/grant-templates');
      expect(list.body.items).toMatchObject([{ name: 'Asiantuntija' }]);
      expect((await yrjo.delete(path)).status).toBe(204);
      expect((await yrjo.get('/grant-templates')).body.items).toEqual([]);
    });
    const changes = events.filter(({ action }) => action === 'grant-template.changed');
    expect(changes.map(({ action, facts }) => [action, facts?.change])).toEqual([
      ['grant-template.changed', 'created'],
      ['grant-template.changed', 'changed'],
      ['grant-template.changed', 'removed'],
    ]);
  });

  it('keeps to what its role may have and to the longest grant', async () => {
    const wrong = { ...agent, purposes: ['complaint'] };
    expectProblem(await yrjo.post('/grant-templates', wrong), 422, 'purpose-not-of-role');
    expectProblem(await yrjo.post('/grant-templates', { ...agent, validMonths: 13 }), 422, 'grant-too-long');
    const auditor = await server.as('aila.auditoija');
    expectProblem(await auditor.post('/grant-templates', agent), 403, 'not-permitted');
    expectProblem(await yrjo.delete(`/grant-templates/${UNKNOWN_ID}`), 404, 'not-found');
  });
});

describe('what was given and proposed', () => {
  it('cannot be rewritten or deleted by the application', async () => {
    const rights = await server.sql<{ table_name: string; privilege_type: string }>(
      `select table_name, privilege_type from information_schema.table_privileges
       where grantee = 'tallenne_app' and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
         and table_name in ('access_grant', 'grant_proposal', 'undertaking_version', 'undertaking_acknowledgement')`,
    );
    expect(rights).toEqual([]);
  });
});
