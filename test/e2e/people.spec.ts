import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer, Client } from '../support/client.js';
import { enrol } from '../support/enrol.js';
import { eventsDuring, loggedEvents, type LoggedEvent } from '../support/log.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PASSWORD = 'tuuli kävi yöllä';
const AGENT = { role: 'agent', purposes: ['service-development'] };
const ADMINISTRATOR = { role: 'administrator' };
const reason = 'Työsuhde päättyi';

let server: TestServer;
let yrjo: Client;
let paula: Client;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await checkCustody(server);
  await server.stop();
});

beforeEach(async () => {
  yrjo = await server.as('yrjo.yllapito');
  paula = await server.as('paula.paakayttaja');
});

const deactivate = (client: Client, id: string): Promise<Answer> =>
  client.post(`/staff/${id}/deactivation`, { reason });
const reactivate = (client: Client, id: string): Promise<Answer> =>
  client.post(`/staff/${id}/reactivation`, { reason: 'Palasi töihin' });

async function agent(): Promise<TestPerson> {
  return addPerson(server, { grants: [AGENT, { ...AGENT, queues: ['user-support'] }] });
}

function summary({ action, outcome, object }: LoggedEvent): string {
  return `${action} ${outcome} ${object?.kind ?? ''}`;
}

describe('deactivation', () => {
  it('ends sessions, grants, reviews, proposals and links in one step, with an event for each', async () => {
    const person = await agent();
    const mine = await server.as(person.username);
    const proposed = await yrjo.post(`/staff/${person.id}/grants`, teamLead());
    expect(proposed.status).toBe(202);
    const duties = { unit: 'Muu yksikkö', title: 'Muu', reason: 'Siirto' };
    expect((await yrjo.post(`/staff/${person.id}/duties`, duties)).status).toBeLessThan(300);
    const link = await yrjo.post(`/staff/${person.id}/enrolments`, { kind: 'recovery', reason: 'Kadonnut' });
    const events = await eventsDuring(server, async () => {
      expect((await deactivate(yrjo, person.id)).status).toBe(204);
    });
    expect((await mine.get('/me')).status).toBe(401);
    expect((await paula.post(`/enrolments/${String(link.body.id)}/confirmation`)).status).toBe(404);
    const told = events.map(summary);
    expect(told).toContain('staff.deactivated done staff');
    expect(told.filter(line => line === 'grant.revoked done grant')).toHaveLength(2);
    expect(told.filter(line => line.startsWith('grant-proposal.decided done'))).toHaveLength(1);
    expect(told).toContain('access-review.closed done access-review');
    const held = await yrjo.get(`/grants?staff=${person.id}`);
    expect(held.body.items).toEqual([]);
    expect((await yrjo.get(`/staff/${person.id}`)).body).toMatchObject({ status: 'deactivated', extension: null });
    const again = await eventsDuring(server, () => deactivate(yrjo, person.id));
    expect(again).toEqual([]);
  });

  it('is whole or not at all', async () => {
    const person = await agent();
    await server.sql('alter table access_grant add constraint test_kept check (revoked_at is null) not valid');
    try {
      expect((await deactivate(yrjo, person.id)).status).toBe(500);
    } finally {
      await server.sql('alter table access_grant drop constraint test_kept');
    }
    expect((await yrjo.get(`/staff/${person.id}`)).body).toMatchObject({ status: 'active' });
    expect((await deactivate(yrjo, person.id)).status).toBe(204);
  });

  it('is not done to oneself, in whatever letters the id is written, and the attempt is on record', async () => {
    const id = server.ids.get('yrjo.yllapito') ?? '';
    for (const written of [id, id.toUpperCase()]) {
      expect(await deactivate(yrjo, written)).toMatchObject({ status: 403, body: { code: 'not-oneself' } });
    }
    const refused = (await loggedEvents(server, 'staff.deactivated')).at(-1);
    expect(refused).toMatchObject({ outcome: 'refused', reason: 'not-oneself', object: { id } });
    expect((await yrjo.get('/me')).status).toBe(200);
  });

  it('leaves an administrator when two deactivate each other at once', async () => {
    const two = [
      await addPerson(server, { grants: [ADMINISTRATOR] }),
      await addPerson(server, { grants: [ADMINISTRATOR] }),
    ];
    const [first, second] = await Promise.all(two.map(({ username }) => server.as(username)));
    const others = `role = 'administrator' and staff_id <> all($1) and revoked_at is null`;
    await server.sql(`update access_grant set suspended = true where ${others}`, [two.map(({ id }) => id)]);
    try {
      if (!first || !second) throw new Error('two are there');
      const answers = await Promise.all([deactivate(first, two[1]?.id ?? ''), deactivate(second, two[0]?.id ?? '')]);
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses[0]).toBe(204);
      expect([401, 409]).toContain(statuses[1]);
      const active = await server.sql(`select id from staff where status = 'active' and id = any($1)`, [
        two.map(({ id }) => id),
      ]);
      expect(active).toHaveLength(1);
    } finally {
      await server.sql(`update access_grant set suspended = false where ${others}`, [two.map(({ id }) => id)]);
    }
  });
});

describe('reactivation', () => {
  it('gives nothing back: two enrol anew, and access is granted anew', async () => {
    const person = await agent();
    await deactivate(yrjo, person.id);
    expect((await reactivate(yrjo, person.id)).status).toBe(204);
    const view = await yrjo.get(`/staff/${person.id}`);
    expect(view.body).toMatchObject({ status: 'active', enrolled: false, deactivatedAt: null });
    expect((await yrjo.get(`/grants?staff=${person.id}`)).body.items).toEqual([]);
    await expect(server.as(person.username)).rejects.toThrow('401');
    const { token, code } = await enrol(yrjo, paula, person.id);
    const done = await server.anonymous().post('/enrolments/completion', { token, code, password: PASSWORD });
    expect(done.status).toBe(200);
    const mine = await server.anonymous().signIn(person.username, PASSWORD);
    expect((await mine.get('/me')).body).toMatchObject({ roles: [], grants: [] });
    const [event] = (await loggedEvents(server, 'staff.reactivated')).slice(-1);
    expect(event).toMatchObject({ outcome: 'done', concernsStaffId: person.id });
    expect(event?.commitments).toHaveProperty('reason');
    expect(await eventsDuring(server, () => reactivate(yrjo, person.id))).toEqual([]);
  });

  it('forgets passkeys and recovery codes too', async () => {
    const person = await agent();
    await server.sql(
      `insert into recovery_code (id, staff_id, code_hash, created_at) values (gen_random_uuid(), $1, 'x', now())`,
      [person.id],
    );
    await deactivate(yrjo, person.id);
    await reactivate(yrjo, person.id);
    expect(await server.sql('select 1 from recovery_code where staff_id = $1', [person.id])).toEqual([]);
  });

  it('revokes what a deactivation of before had left', async () => {
    const person = await agent();
    await server.sql(`update staff set status = 'deactivated', deactivated_at = now() where id = $1`, [person.id]);
    expect((await reactivate(yrjo, person.id)).status).toBe(204);
    expect((await yrjo.get(`/grants?staff=${person.id}`)).body.items).toEqual([]);
  });
});

describe('correction of a person', () => {
  it('changes names and how systems know the person; the event names fields only', async () => {
    const { id } = await agent();
    const changes = { displayName: 'Uusi Nimi', email: 'uusi@example.org', extension: '4999', directoryId: 'd-1' };
    const answer = await yrjo.patch(`/staff/${id}`, changes);
    expect(answer).toMatchObject({ status: 200, body: changes });
    const event = (await loggedEvents(server, 'staff.changed')).at(-1);
    expect(event?.facts).toEqual({ fields: ['displayName', 'email', 'extension', 'directoryId'] });
    for (const value of Object.values(changes)) expect(JSON.stringify(event)).not.toContain(value);
    const events = await eventsDuring(server, () => yrjo.patch(`/staff/${id}`, changes));
    expect(events).toEqual([]);
    expect((await yrjo.patch(`/staff/${id}`, { email: null, extension: null })).body).toMatchObject({
      ...{ email: null, extension: null, directoryId: 'd-1' },
    });
  });

  it('does not change duties, the user name, others’ keys, or somebody who left; and not oneself', async () => {
    const { id } = await agent();
    for (const changes of [{ unit: 'Muu' }, { title: 'Muu' }, { username: 'muu' }, { status: 'active' }]) {
      expect(await yrjo.patch(`/staff/${id}`, changes)).toMatchObject({
        status: 400,
        body: { code: 'invalid-request' },
      });
    }
    const taken = await yrjo.patch(`/staff/${id}`, { extension: '4101' });
    expect(taken).toMatchObject({ status: 409, body: { code: 'staff-exists' } });
    const own = await yrjo.patch(`/staff/${server.ids.get('yrjo.yllapito') ?? ''}`, { extension: '4102' });
    expect(own).toMatchObject({ status: 403, body: { code: 'not-oneself' } });
    await deactivate(yrjo, id);
    expect(await yrjo.patch(`/staff/${id}`, { displayName: 'X' })).toMatchObject({
      status: 409,
      body: { code: 'not-active' },
    });
  });
});

function teamLead(): object {
  const days = { fromOn: '2026-11-24', untilOn: '2027-01-24' };
  return { role: 'team-lead', purposes: ['service-development'], ...days, reason: 'Testi' };
}
