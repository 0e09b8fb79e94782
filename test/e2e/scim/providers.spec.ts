import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../../custody/check-custody.js';
import type { Answer } from '../../support/client.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { ENTERPRISE, RecordedRequests, scimClient, type ScimClient } from './scim-client.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await checkCustody(server);
  await server.stop();
});

const found = ({ body }: Answer): unknown[] => body.Resources as unknown[]; // of a ListResponse

async function staffOf(id: unknown): Promise<Record<string, unknown>> {
  const [row] = await server.sql<Record<string, unknown>>('select * from staff where id = $1', [id]);
  return row ?? {};
}

describe('what Entra ID sends, as Microsoft documents it', () => {
  let entra: RecordedRequests;
  let client: ScimClient;
  let id: unknown;

  beforeAll(async () => {
    client = await scimClient(server);
    entra = new RecordedRequests('entra-id.json', client);
  });

  it('finds nobody at first, in a list', async () => {
    const answer = await entra.send('testConnection');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/scim\+json/);
    expect(answer.body).toMatchObject({ totalResults: 0, Resources: [] });
  });

  it('learns what is kept', async () => {
    const { body } = await entra.send('discoverSchemas');
    const schemas = found({ body } as Answer) as { id: string; attributes: { name: string }[] }[]; // of /Schemas
    const user = schemas.find(schema => schema.id.endsWith('core:2.0:User'));
    expect(user?.attributes.map(({ name }) => name)).toEqual([
      ...['userName', 'name', 'displayName', 'title', 'active', 'emails'],
    ]);
  });

  it('creates a user who has neither a password nor a right', async () => {
    const answer = await entra.send('createUser');
    expect(answer.status).toBe(201);
    id = answer.body.id;
    entra.know('user', id);
    expect(answer.body).toMatchObject({
      externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
      userName: 'Test_User_00aa00aa-bb11-cc22-dd33-44ee44ee44ee',
      active: true,
      name: { formatted: 'givenName familyName', familyName: 'familyName', givenName: 'givenName' },
      emails: [{ value: 'Test_User_11bb11bb-cc22-dd33-ee44-55ff55ff55ff@testuser.com', type: 'work', primary: true }],
    });
    expect(answer.headers.get('location')).toBe(`${server.url}/scim/v2/Users/${String(id)}`);
    expect(await staffOf(id)).toMatchObject({
      username: 'test_user_00aa00aa-bb11-cc22-dd33-44ee44ee44ee',
      display_name: 'givenName familyName',
      status: 'active',
    });
    expect(await server.sql('select 1 from credential where staff_id = $1', [id])).toEqual([]);
    expect(await server.sql('select 1 from access_grant where staff_id = $1', [id])).toEqual([]);
  });

  it('finds the user by name, by external id and by id', async () => {
    expect((await entra.send('getUser')).body.id).toBe(id);
    for (const query of ['getUserByQuery', 'getUserByExternalId']) {
      expect(found(await entra.send(query))).toEqual([expect.objectContaining({ id })]);
    }
  });

  it('changes an address and a name', async () => {
    const { status, body } = await entra.send('updateMultiValued');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: { familyName: 'updatedFamilyName', givenName: 'givenName' },
      emails: [{ value: 'updatedEmail@microsoft.com', type: 'work', primary: true }],
    });
    expect(found(await entra.send('getUserByEmail'))).toHaveLength(1);
    expect(await staffOf(id)).toMatchObject({ email: 'updatedEmail@microsoft.com' });
  });

  it('changes the user name to one that is free', async () => {
    expect((await entra.send('updateUserName')).status).toBe(200);
    expect(await staffOf(id)).toMatchObject({ username: '5b50642d-79fc-4410-9e90-4c077cdd1a59@testuser.com' });
    expect(found(await entra.send('getUserByQuery'))).toEqual([]);
  });

  it('changes many attributes at once, also some that are not kept', async () => {
    expect((await entra.send('updateManyWithoutFlag')).body).toMatchObject({
      displayName: 'Pvlo',
      externalId: 'Eqpj',
      name: { givenName: 'Gtfd', familyName: 'Pkqf' },
      emails: [{ value: 'TestBcwqnm@test.microsoft.com', type: 'work' }],
    });
    const { body } = await entra.send('updateManyWithFlag');
    expect(body).toMatchObject({ displayName: 'Bjfe', name: { givenName: 'Kkom', familyName: 'Unua' } });
    expect(await staffOf(id)).toMatchObject({ display_name: 'Bjfe' });
    const before = body.meta;
    expect((await entra.send('addSingleValue')).body.meta).toEqual(before);
  });

  it('names a manager as a text', async () => {
    const manager = await client.post('/Users', { userName: 'manager@testuser.com', externalId: 'm-1' });
    entra.know('manager', manager.body.id);
    expect((await entra.send('addManager')).body[ENTERPRISE]).toEqual({ manager: { value: manager.body.id } });
    expect(await staffOf(id)).toMatchObject({ manager_id: manager.body.id });
    const asked = await entra.send('queryManager');
    expect(found(asked)).toEqual([{ schemas: expect.anything() as unknown, id }]);
  });

  it.each(['disableWithoutFlag', 'disableWithFlag'])('deactivates and reactivates the user (%s)', async disable => {
    expect((await entra.send(disable)).body.active).toBe(false);
    expect(await staffOf(id)).toMatchObject({ status: 'deactivated' });
    expect((await entra.send('getUser')).body.active).toBe(false);
    expect((await entra.send('enableWithoutFlag')).body.active).toBe(true);
    expect(await staffOf(id)).toMatchObject({ status: 'active' });
  });

  it('keeps a group', async () => {
    const created = await entra.send('createGroup');
    expect(created.status).toBe(201);
    entra.know('group', created.body.id);
    const group = await entra.send('getGroup');
    expect(group.body).toMatchObject({ id: created.body.id, displayName: 'displayName' });
    expect(group.body).not.toHaveProperty('members');
    expect(found(await entra.send('getGroupByName'))).toHaveLength(1);
    expect((await entra.send('renameGroup')).status).toBe(204);
    expect(found(await entra.send('getGroupByName'))).toEqual([]);
  });

  it.each(['removeMemberWithoutFlag', 'removeMemberWithFlag'])('adds a member and takes it away (%s)', async remove => {
    expect((await entra.send('addMember')).status).toBe(204);
    expect(found(await entra.send('queryMember'))).toHaveLength(1);
    expect((await entra.send(remove)).status).toBe(204);
    expect(found(await entra.send('queryMember'))).toEqual([]);
  });

  it('deletes the group and the user', async () => {
    expect((await entra.send('deleteGroup')).status).toBe(204);
    expect((await entra.send('getGroup')).status).toBe(404);
    expect((await entra.send('deleteUser')).status).toBe(204);
    expect(await entra.send('getUser')).toMatchObject({ status: 404, body: { status: '404' } });
    expect(await staffOf(id)).toMatchObject({ status: 'deactivated' });
  });
});

describe('what Okta sends, as Okta documents it', () => {
  let okta: RecordedRequests;
  let client: ScimClient;
  let id: unknown;

  beforeAll(async () => {
    client = await scimClient(server);
    okta = new RecordedRequests('okta.json', client);
  });

  it('probes users and groups', async () => {
    for (const probe of ['probeUsers', 'probeGroups']) {
      expect((await okta.send(probe)).body).toMatchObject({ totalResults: 0, startIndex: 1, itemsPerPage: 0 });
    }
  });

  it('creates a user whom it has not found, whose password is passed over', async () => {
    expect(found(await okta.send('findUser'))).toEqual([]);
    const created = await okta.send('createUser');
    expect(created.status).toBe(201);
    id = created.body.id;
    okta.know('user', id);
    expect(created.body).not.toHaveProperty('password');
    expect(await server.sql(`select 1 from directory_user where attributes::text like '%1mz050nq%'`)).toEqual([]);
    expect(found(await okta.send('findUser'))).toEqual([expect.objectContaining({ id, displayName: 'Test User' })]);
    expect(await okta.send('createUser')).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
  });

  it('says the whole user anew', async () => {
    expect((await okta.send('getUser')).status).toBe(200);
    const { status, body } = await okta.send('replaceUser');
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: { givenName: 'Another', familyName: 'User' }, active: true });
    expect(await staffOf(id)).toMatchObject({ display_name: 'Another User' });
  });

  it('deactivates the user', async () => {
    expect((await okta.send('deactivate')).body.active).toBe(false);
    expect(await staffOf(id)).toMatchObject({ status: 'deactivated' });
  });

  it('keeps a group and its members', async () => {
    const other = await client.post('/Users', { userName: 'other.user@okta.local', externalId: '00uother' });
    okta.know('other', other.body.id);
    const { body } = await okta.send('createGroup');
    okta.know('group', body.id);
    expect(found(await okta.send('findGroup'))).toHaveLength(1);
    const members = async (): Promise<unknown> => (await client.get(`/Groups/${String(body.id)}`)).body.members;
    expect((await okta.send('replaceMembers')).status).toBe(204);
    expect(await members()).toHaveLength(2);
    expect((await okta.send('swapMembers')).status).toBe(204);
    expect(await members()).toEqual([expect.objectContaining({ value: id })]);
    expect((await okta.send('renameGroup')).status).toBe(204);
    expect((await okta.send('replaceGroup')).body).toMatchObject({
      displayName: 'Test SCIMv2',
      members: [{ value: id }],
    });
    expect((await okta.send('deleteGroup')).status).toBe(204);
  });
});
