import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../../custody/check-custody.js';
import type { Client } from '../../support/client.js';
import { HeldStill } from '../../support/held-still.js';
import { eventsDuring } from '../../support/log.js';
import { addPerson } from '../../support/people.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { whileStuck } from '../../support/while-stuck.js';
import { ENTERPRISE, scimClient, type ScimClient } from './scim-client.js';

const AGENT = { role: 'agent', purposes: ['service-development'] };
const reason = 'Testi';

let server: TestServer;
let client: ScimClient;
let admin: Client;
let templateId = '';
let serial = 0;

beforeAll(async () => {
  server = await startTestServer();
  client = await scimClient(server);
  admin = await server.as('yrjo.yllapito');
  templateId = await newTemplate();
});

afterAll(async () => {
  await checkCustody(server);
  await server.stop();
});

async function newTemplate(): Promise<string> {
  serial += 1;
  const scope = { queues: ['user-support'], units: 'all', ownCallsOnly: true };
  const template = { name: `Neuvoja ${serial}`, ...AGENT, ...scope, validMonths: 6 };
  return String((await admin.post('/grant-templates', template)).body.id);
}

/** The id of a new user of the directory; what is left out is invented. */
async function user(said: object = {}): Promise<string> {
  serial += 1;
  const { status, body } = await client.post('/Users', { userName: `jasen.${serial}@example.org`, ...said });
  expect(status).toBe(201);
  return String(body.id);
}

async function group(said: object = {}, ...members: string[]): Promise<string> {
  serial += 1;
  const whole = { displayName: `Ryhmä ${serial}`, members: members.map(value => ({ value })), ...said };
  const { status, body } = await client.post('/Groups', whole);
  expect(status).toBe(201);
  return String(body.id);
}

const map = (id: string, template: string | null = templateId) =>
  admin.post(`/directory-groups/${id}/mapping`, { templateId: template });
const join = (id: string, value: string) =>
  client.patch(`/Groups/${id}`, { op: 'add', path: 'members', value: [{ value }] });
const leave = (id: string, value: string) =>
  client.patch(`/Groups/${id}`, { op: 'remove', path: `members[value eq "${value}"]` });
const set = (id: string, path: string, value: unknown) => client.patch(`/Users/${id}`, { op: 'replace', path, value });
const proposalsOf = (staffId: string) =>
  server.sql<{ id: string; kind: string; outcome: string }>(
    'select id, kind, outcome from grant_proposal where staff_id = $1 order by proposed_at, id',
    [staffId],
  );
const staffOf = async (id: string) =>
  (await server.sql('select status, title, manager_id from staff where id = $1', [id]))[0];

async function decided(staffId: string, outcome: 'approved' | 'refused'): Promise<void> {
  const [proposal] = await proposalsOf(staffId);
  const path = `/grant-proposals/${proposal?.id ?? ''}/decision`;
  expect((await admin.post(path, { outcome, reason })).status).toBe(200);
}

describe('a group of a directory', () => {
  it('is another version only once something of it is', async () => {
    const person = await user();
    const id = await group({ externalId: 'g-1' }, person);
    const tag = (await client.get(`/Groups/${id}`)).headers.get('etag') ?? '';
    const events = await eventsDuring(server, () => join(id, person));
    expect(events).toEqual([]);
    const known = await client.get(`/Groups/${id}`, { 'if-none-match': tag });
    expect([known.status, known.bytes.length]).toEqual([304, 0]);
    await leave(id, person);
    expect((await client.get(`/Groups/${id}`, { 'if-none-match': tag })).status).toBe(200);
  });

  it('has an external id that no other of its client has', async () => {
    await group({ externalId: 'g-2' });
    const taken = await client.post('/Groups', { displayName: 'Toinen', externalId: 'g-2' });
    expect(taken).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
  });

  it('is not there where it cannot be written', async () => {
    await whileStuck(server, { table: 'directory_group' }, async () => {
      expect((await client.post('/Groups', { displayName: 'Kirjoittamaton' })).status).toBe(500);
    });
    expect((await client.get('/Groups?filter=displayName%20eq%20%22Kirjoittamaton%22')).body.totalResults).toBe(0);
  });

  it('is mapped once, however often it is said', async () => {
    const id = await group();
    await map(id);
    const events = await eventsDuring(server, async () => {
      expect(await map(id)).toMatchObject({ status: 200, body: { templateId } });
    });
    expect(events).toEqual([]);
  });

  it('is not found by who maps it where it is given up at this moment', async () => {
    const id = await group();
    const answer = await HeldStill.by(server, ['lock table service_account in access exclusive mode'], async held => {
      const mapped = map(id);
      await held.until(1, mapped);
      await server.sql('delete from directory_group where id = $1', [id]);
      await held.letGo();
      return mapped;
    });
    expect(answer.status).toBe(404);
  });
});

describe('what a membership has led to', () => {
  it('is left alone when it ends where the proposal was refused', async () => {
    const [id, person] = [await group(), await user()];
    await map(id);
    await join(id, person);
    await decided(person, 'refused');
    await leave(id, person);
    expect(await proposalsOf(person)).toMatchObject([{ kind: 'grant', outcome: 'refused' }]);
  });

  it('is not proposed for revocation where it is revoked already', async () => {
    const [id, person] = [await group(), await user()];
    await map(id);
    await join(id, person);
    await decided(person, 'approved');
    const [grant] = await server.sql<{ id: string }>('select id from access_grant where staff_id = $1', [person]);
    expect((await admin.post(`/grants/${grant?.id ?? ''}/revocation`, { reason })).status).toBeLessThan(300);
    await leave(id, person);
    expect(await proposalsOf(person)).toMatchObject([{ kind: 'grant', outcome: 'approved' }]);
  });

  it('is on record as refused, and stops nothing, where the template is of longer than a grant may be', async () => {
    const [id, person] = [await group(), await user()];
    const template = await newTemplate();
    await map(id, template);
    await server.sql('update grant_template set valid_months = 240 where id = $1', [template]);
    const events = await eventsDuring(server, async () => {
      expect((await join(id, person)).status).toBe(204);
    });
    expect(events).toMatchObject([
      { action: 'directory.refused', reason: 'grant-too-long', concernsStaffId: person },
      { action: 'directory-group.changed' },
    ]);
    expect(await proposalsOf(person)).toEqual([]);
  });

  it('is nothing where the template of the group is not there any more', async () => {
    const [id, person] = [await group(), await user()];
    const template = await newTemplate();
    await map(id, template);
    await server.sql('delete from grant_template where id = $1', [template]);
    expect((await join(id, person)).status).toBe(204);
    expect(await proposalsOf(person)).toEqual([]);
  });

  it('is not there, nor is the membership, where the proposal cannot be written', async () => {
    const [id, person] = [await group(), await user()];
    await map(id);
    await whileStuck(server, { table: 'grant_proposal' }, async () => {
      expect((await join(id, person)).status).toBe(500);
    });
    expect(await server.sql('select from directory_group_member where group_id = $1', [id])).toEqual([]);
  });
});

describe('a manager whom a directory names', () => {
  it('is nobody where it takes the manager away, or names the person, a name or who has left', async () => {
    const [left, manager] = [await user(), await user()];
    const person = await user({ [ENTERPRISE]: { manager: { value: manager } } });
    const path = `${ENTERPRISE}:manager`;
    expect(await staffOf(person)).toMatchObject({ manager_id: manager });
    await client.patch(`/Users/${person}`, { op: 'remove', path });
    expect(await staffOf(person)).toMatchObject({ manager_id: null });
    await set(left, 'active', false);
    for (const value of [person, 'Maija Malli', left]) {
      await set(person, path, manager);
      expect(await staffOf(person)).toMatchObject({ manager_id: manager });
      expect((await set(person, path, value)).status).toBe(200);
      expect(await staffOf(person)).toMatchObject({ manager_id: null });
    }
  });
});

describe('somebody who has left', () => {
  it('has no duties that the directory could change', async () => {
    const person = await user({ active: false });
    expect((await set(person, 'title', 'Neuvoja')).body).toMatchObject({ active: false, title: 'Neuvoja' });
    expect(await staffOf(person)).toMatchObject({ status: 'deactivated', title: '' });
    await set(person, 'active', true);
    expect(await staffOf(person)).toMatchObject({ status: 'active', title: 'Neuvoja' });
  });

  it('keeps what people have given them who let them in while the directory does', async () => {
    const person = await user({ title: 'Neuvoja' });
    await set(person, 'active', false);
    const letIn = `update staff set status = 'active', deactivated_at = null where id = $1`;
    const events = await eventsDuring(server, () =>
      HeldStill.by(server, [letIn, person], async held => {
        const back = set(person, 'active', true);
        await held.until(1, back);
        await held.letGo();
        expect(await back).toMatchObject({ status: 200, body: { active: true } });
      }),
    );
    expect(events.map(({ action }) => action)).not.toContain('staff.reactivated');
    expect(await staffOf(person)).toMatchObject({ status: 'active', title: 'Neuvoja' });
  });
});

describe('an attempt to let oneself in again', () => {
  const own = () => server.ids.get('yrjo.yllapito') ?? '';

  it('is refused and on record', async () => {
    const events = await eventsDuring(server, async () => {
      const answer = await admin.post(`/staff/${own()}/reactivation`, { reason });
      expect(answer).toMatchObject({ status: 403, body: { code: 'not-oneself' } });
    });
    expect(events).toMatchObject([{ action: 'staff.reactivated', outcome: 'refused', reason: 'not-oneself' }]);
  });

  it('of another is no refusal where it fails', async () => {
    const { id } = await addPerson(server);
    expect((await admin.post(`/staff/${id}/deactivation`, { reason })).status).toBe(204);
    const events = await eventsDuring(server, () =>
      whileStuck(server, { table: 'staff' }, async () => {
        expect((await admin.post(`/staff/${id}/reactivation`, { reason })).status).toBe(500);
      }),
    );
    expect(events).toEqual([]);
    expect(await staffOf(id)).toMatchObject({ status: 'deactivated' });
  });
});
