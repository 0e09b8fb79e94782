import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateGrant } from '../../../src/access/index.js';
import { newGrant } from '../../../src/access/access.schemas.js';
import { THE_SYSTEM } from '../../../src/audit/index.js';
import { addDays, helsinkiDay } from '../../../src/kernel/calendar.js';
import { Database } from '../../../src/platform/database/index.js';
import { checkCustody } from '../../custody/check-custody.js';
import type { Answer, Client } from '../../support/client.js';
import { HeldStill } from '../../support/held-still.js';
import { eventsDuring, loggedEvents, type LoggedEvent } from '../../support/log.js';
import { addPerson } from '../../support/people.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { ENTERPRISE, PATCH_OP, scimClient, ScimClient } from './scim-client.js';

const HOUR_MS = 3_600_000;

let server: TestServer;
let client: ScimClient;

beforeAll(async () => {
  server = await startTestServer();
  client = await scimClient(server);
});

afterAll(async () => {
  await checkCustody(server);
  await server.stop();
});

let serial = 0;

/** A new user of the directory; what is left out is invented. */
async function user(said: Record<string, unknown> = {}, by = client): Promise<{ id: string; userName: string }> {
  serial += 1;
  const userName = `hakemisto.${serial}@example.org`;
  const { status, body } = await by.post('/Users', { userName, externalId: `x-${serial}`, ...said });
  expect([status, body.detail]).toEqual([201, undefined]);
  return { id: String(body.id), userName: String(body.userName) };
}

async function grantTo(staffId: string, grant: Record<string, unknown> = {}): Promise<string> {
  const fromOn = helsinkiDay(server.clock.now());
  const draft = {
    role: 'agent',
    purposes: ['service-development'],
    fromOn,
    untilOn: addDays(fromOn, 90),
    reason: 'Testi',
  };
  const wanted = newGrant.parse({ ...draft, ...grant });
  const give = server.app.get(CreateGrant);
  return (await server.app.get(Database).transaction(em => give.give(em, staffId, wanted, THE_SYSTEM))).id;
}

async function staffOf(id: unknown): Promise<Record<string, unknown>> {
  const [row] = await server.sql<Record<string, unknown>>('select * from staff where id = $1', [id]);
  return row ?? {};
}

const reviewsOf = (id: string) =>
  server.sql<{ kind: string }>('select kind from access_review where staff_id = $1 and closed_at is null', [id]);

const grantsOf = (id: string) =>
  server.sql<{ suspended: boolean; revoked: boolean }>(
    'select suspended, revoked_at is not null as revoked from access_grant where staff_id = $1 order by created_at, id',
    [id],
  );

const setActive = (id: string, value: boolean, by = client) =>
  by.patch(`/Users/${id}`, { op: 'replace', path: 'active', value });

const setDepartment = (id: string, value: string) =>
  client.patch(`/Users/${id}`, { op: 'Replace', path: `${ENTERPRISE}:department`, value });

const found = ({ body }: Answer): { id: string }[] => body.Resources as { id: string }[]; // of a ListResponse

describe('a SCIM client', () => {
  it('needs the token of a service account for SCIM', async () => {
    const anonymous = await server.anonymous().get('/scim/v2/Users');
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers.get('www-authenticate')).toBe('Bearer');
    expect(anonymous.body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '401',
      detail: expect.any(String) as unknown,
    });
    for (const asker of [server.ingest(), await server.as('yrjo.yllapito')]) {
      expect((await asker.get('/scim/v2/Users')).status).toBe(403);
    }
  });

  it('learns what is supported', async () => {
    const { body } = await client.get('/ServiceProviderConfig');
    expect(body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: 200 },
      sort: { supported: false },
      etag: { supported: true },
      changePassword: { supported: false },
    });
    expect(found(await client.get('/ResourceTypes')).map(({ id }) => id)).toEqual(['User', 'Group']);
    expect((await client.get(`/Schemas/${ENTERPRISE}`)).body).toMatchObject({ id: ENTERPRISE });
    expect((await client.get('/Schemas/urn:x')).status).toBe(404);
  });

  it('is answered by nothing else below /scim/v2', async () => {
    for (const path of ['/Bulk', '/Me', '']) expect((await client.get(path)).status).toBe(404);
  });

  it('is told in the words of SCIM what is wrong', async () => {
    const { id } = await user();
    const faults: [Promise<Answer>, number, string | undefined][] = [
      [client.post('/Users', { userName: '' }), 400, 'invalidValue'],
      [client.post('/Users', { userName: 'ä ö' }), 400, 'invalidValue'],
      [client.send('PATCH', `/Users/${id}`, { Operations: [] }), 400, 'invalidSyntax'],
      [client.patch(`/Users/${id}`, { op: 'replace', path: 'nothing', value: 1 }), 400, 'invalidPath'],
      [client.patch(`/Users/${id}`, { op: 'remove' }), 400, 'noTarget'],
      [client.get('/Users?filter=password%20eq%20%22x%22'), 400, 'invalidFilter'],
      [client.get('/Users/no-id'), 404, undefined],
      [client.send('POST', '/Users', [1]), 400, 'invalidValue'],
    ];
    for (const [asked, status, scimType] of faults) {
      const answer = await asked;
      expect(answer.headers.get('content-type')).toMatch(/^application\/scim\+json/);
      expect([answer.status, answer.body.status, answer.body.scimType]).toEqual([status, String(status), scimType]);
    }
  });
});

describe('a version', () => {
  it('is told with each answer, and known again', async () => {
    const { id } = await user();
    const read = await client.get(`/Users/${id}`);
    const tag = read.headers.get('etag') ?? '';
    expect(read.body).toMatchObject({ meta: { version: tag, resourceType: 'User' } });
    expect((await client.get(`/Users/${id}`, { 'if-none-match': tag })).status).toBe(304);
    await client.patch(`/Users/${id}`, { op: 'replace', path: 'title', value: 'Neuvoja' });
    const later = await client.get(`/Users/${id}`, { 'if-none-match': tag });
    expect([later.status, later.headers.get('etag') === tag]).toEqual([200, false]);
  });

  it('guards a change that has seen another one', async () => {
    const { id } = await user();
    const change = (value: string, ifMatch: string) => {
      const body = { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: 'displayName', value }] };
      return client.send('PATCH', `/Users/${id}`, body, { 'if-match': ifMatch });
    };
    const tag = (await client.get(`/Users/${id}`)).headers.get('etag') ?? '';
    expect((await change('A', tag)).status).toBe(200);
    expect(await change('B', tag)).toMatchObject({ status: 412, body: { status: '412' } });
    expect((await client.send('DELETE', `/Users/${id}`, undefined, { 'if-match': tag })).status).toBe(412);
    expect((await change('B', '*')).status).toBe(200);
  });

  it('stays where a client says what it has said', async () => {
    const { id, userName } = await user();
    const before = await client.get(`/Users/${id}`);
    const events = await eventsDuring(server, () => client.put(`/Users/${id}`, { userName }));
    expect((await client.get(`/Users/${id}`)).headers.get('etag')).toBe(before.headers.get('etag'));
    expect(events).toEqual([]);
  });
});

describe('a list', () => {
  let own: ScimClient;
  const ids: string[] = [];

  beforeAll(async () => {
    own = await scimClient(server);
    for (let n = 0; n < 5; n += 1) {
      server.clock.advance(1000);
      ids.push((await user({ displayName: `Lista ${n}`, active: n !== 3 }, own)).id);
    }
  });

  it('comes in pages of one order', async () => {
    const { body } = await own.get('/Users?startIndex=2&count=2');
    expect(body).toMatchObject({ totalResults: 5, startIndex: 2, itemsPerPage: 2 });
    expect(found({ body } as Answer).map(({ id }) => id)).toEqual(ids.slice(1, 3));
    expect((await own.get('/Users?count=0')).body).toMatchObject({ totalResults: 5, itemsPerPage: 0, Resources: [] });
    expect((await own.get('/Users?startIndex=-3&count=9999')).body).toMatchObject({ startIndex: 1, itemsPerPage: 5 });
  });

  it('is filtered', async () => {
    const asked = async (filter: string) =>
      found(await own.get(`/Users?filter=${encodeURIComponent(filter)}`)).map(({ id }) => ids.indexOf(id));
    expect(await asked('active eq false')).toEqual([3]);
    expect(await asked('displayName eq "lista 2"')).toEqual([2]);
    expect(await asked(`id eq "${ids[1]}" or displayName ew "4"`)).toEqual([1, 4]);
    expect(await asked('displayName sw "Lista" and active eq false')).toEqual([3]);
    const { meta } = (await own.get(`/Users/${ids[2]}`)).body as { meta: { lastModified: string } }; // of a user
    expect(await asked(`meta.lastModified gt "${meta.lastModified}"`)).toEqual([3, 4]);
    expect(await asked(`userName eq "x' or 1=1 --"`)).toEqual([]);
  });

  it('holds nobody whom another client keeps', async () => {
    const other = await scimClient(server);
    expect((await other.get('/Users')).body.totalResults).toBe(0);
    const [id] = ids;
    for (const answer of [
      other.get(`/Users/${id}`),
      other.put(`/Users/${id}`, { userName: 'x' }),
      other.delete(`/Users/${id}`),
    ]) {
      expect((await answer).status).toBe(404);
    }
    expect((await setActive(id ?? '', false, other)).status).toBe(404);
  });

  it('shows what is asked for', async () => {
    const { body } = await own.get(`/Users/${ids[0]}?attributes=userName,meta`);
    expect(Object.keys(body).sort()).toEqual(['id', 'meta', 'schemas', 'userName']);
  });
});

describe('what a directory says of duties', () => {
  it('opens no review when it is said for the first time', async () => {
    const { id } = await user();
    await grantTo(id);
    await client.put(`/Users/${id}`, {
      userName: (await client.get(`/Users/${id}`)).body.userName,
      title: 'Neuvoja',
      [ENTERPRISE]: { department: 'Käyttäjätuki', division: 'user-support' },
    });
    expect(await staffOf(id)).toMatchObject({ unit: 'Käyttäjätuki', title: 'Neuvoja', queue: 'user-support' });
    expect(await reviewsOf(id)).toEqual([]);
    expect(await grantsOf(id)).toEqual([{ suspended: false, revoked: false }]);
  });

  it('opens a review and suspends on the day when a unit is another one', async () => {
    const { id } = await user({ [ENTERPRISE]: { department: 'Käyttäjätuki' } });
    await grantTo(id);
    expect((await setDepartment(id, 'Osastot')).body[ENTERPRISE]).toEqual({ department: 'Osastot' });
    expect(await staffOf(id)).toMatchObject({ unit: 'Osastot' });
    expect(await reviewsOf(id)).toEqual([{ kind: 'duties' }]);
    expect(await grantsOf(id)).toEqual([{ suspended: true, revoked: false }]);
    await setDepartment(id, 'Osastot');
    expect(await reviewsOf(id)).toHaveLength(1);
  });

  it('makes nobody a manager whom it does not keep', async () => {
    const stranger = await addPerson(server);
    const { id } = await user({ [ENTERPRISE]: { manager: { value: stranger.id } } });
    expect(await staffOf(id)).toMatchObject({ manager_id: null });
    expect((await client.get(`/Users/${id}`)).body[ENTERPRISE]).toEqual({ manager: { value: stranger.id } });
    const { id: manager } = await user();
    const set = await client.patch(`/Users/${id}`, { op: 'add', path: `${ENTERPRISE}:manager`, value: manager });
    expect(set.status).toBe(200);
    expect(await staffOf(id)).toMatchObject({ manager_id: manager });
  });

  it('waits from the eleventh person within the hour on, and a deactivation does not', async () => {
    server.clock.advance(2 * HOUR_MS);
    const people = [];
    for (let n = 0; n < 12; n += 1) people.push((await user({ [ENTERPRISE]: { department: 'Käyttäjätuki' } })).id);
    for (const id of people) await grantTo(id);
    for (const id of people) expect((await setDepartment(id, 'Osastot')).status).toBe(200);
    const units = await Promise.all(people.map(async id => (await staffOf(id)).unit));
    expect(units.filter(unit => unit === 'Osastot')).toHaveLength(10);
    const waiting = people.at(-1) ?? '';
    expect((await client.get(`/Users/${waiting}`)).body[ENTERPRISE]).toEqual({ department: 'Osastot' });
    expect((await setActive(waiting, false)).status).toBe(200);
    expect(await grantsOf(waiting)).toEqual([{ suspended: false, revoked: true }]);
    server.clock.advance(2 * HOUR_MS);
  });
});

describe('whom a directory deactivates', () => {
  it('has no session and no right any more, and gets none back', async () => {
    const person = await addPerson(server, { grants: [{ role: 'agent', purposes: ['service-development'] }] });
    await server.sql(`update staff set directory_id = 'linked-1' where id = $1`, [person.id]);
    const linked = await client.post('/Users', { userName: person.username, externalId: 'linked-1' });
    expect([linked.status, linked.body.id]).toEqual([201, person.id]);
    const session = await server.as(person.username);
    expect((await session.get('/me')).status).toBe(200);
    expect((await setActive(person.id, false)).body.active).toBe(false);
    expect((await session.get('/me')).status).toBe(401);
    expect(await grantsOf(person.id)).toEqual([{ suspended: false, revoked: true }]);
    expect((await setActive(person.id, true)).body.active).toBe(true);
    expect(await staffOf(person.id)).toMatchObject({ status: 'active' });
    expect(await server.sql('select 1 from credential where staff_id = $1', [person.id])).toEqual([]);
    expect(await grantsOf(person.id)).toEqual([{ suspended: false, revoked: true }]);
  });

  it('comes back through people when people have deactivated them', async () => {
    const { id } = await user();
    const admin = await server.as('yrjo.yllapito');
    expect((await admin.post(`/staff/${id}/deactivation`, { reason: 'Testi' })).status).toBe(204);
    expect((await client.get(`/Users/${id}`)).body.active).toBe(true);
    expect((await setActive(id, false)).status).toBe(200);
    const events = await eventsDuring(server, async () => {
      expect(await setActive(id, true)).toMatchObject({ status: 409, body: { scimType: 'mutability' } });
    });
    expect(events).toEqual([
      expect.objectContaining({ action: 'directory.refused', reason: 'deactivated-elsewhere', concernsStaffId: id }),
    ]);
    expect(await staffOf(id)).toMatchObject({ status: 'deactivated' });
  });

  it.each([
    [
      'says that they are there after all',
      (id: string) => setActive(id, false),
      (id: string, said: object) => client.put(`/Users/${id}`, { ...said, active: true }),
    ],
    [
      'takes them back',
      (id: string) => client.delete(`/Users/${id}`),
      (_: string, said: object) => client.post('/Users', said),
    ],
  ])('changes duties with a review when people let them in before the directory %s', async (_, goes, comes) => {
    const { id, userName } = await user({ [ENTERPRISE]: { department: 'Käyttäjätuki' } });
    const admin = await server.as('yrjo.yllapito');
    const { externalId } = (await client.get(`/Users/${id}`)).body;
    await goes(id);
    expect((await admin.post(`/staff/${id}/reactivation`, { reason: 'Erehdys' })).status).toBe(204);
    await grantTo(id);
    const back = await comes(id, { userName, externalId, [ENTERPRISE]: { department: 'Osastot' } });
    expect(back.body.id).toBe(id);
    expect(await staffOf(id)).toMatchObject({ unit: 'Osastot' });
    expect(await reviewsOf(id)).toEqual([{ kind: 'duties' }]);
    expect(await grantsOf(id)).toEqual([{ suspended: true, revoked: false }]);
  });

  it('is never the last who administers access', async () => {
    const own = await scimClient(server);
    const admins = await server.sql<{ staff_id: string }>(
      `select distinct staff_id from access_grant where role = 'administrator' and revoked_at is null`,
    );
    const grant = { role: 'administrator', purposes: [] };
    const last = await user({}, own);
    await grantTo(last.id, grant);
    await server.sql(`update access_grant set suspended = true where role = 'administrator' and staff_id = any($1)`, [
      admins.map(({ staff_id }) => staff_id),
    ]);
    const events = await eventsDuring(server, async () => {
      expect(await setActive(last.id, false, own)).toMatchObject({ status: 409, body: { scimType: 'mutability' } });
      expect((await own.delete(`/Users/${last.id}`)).status).toBe(409);
    });
    expect(events.map(({ action, reason }) => [action, reason])).toEqual([
      ['directory.refused', 'last-administrator'],
      ['directory.refused', 'last-administrator'],
    ]);
    expect(await staffOf(last.id)).toMatchObject({ status: 'active' });
    await server.sql(`update access_grant set suspended = false where role = 'administrator' and staff_id = any($1)`, [
      admins.map(({ staff_id }) => staff_id),
    ]);
    expect((await setActive(last.id, false, own)).status).toBe(200);
  });

  it('is given up with a DELETE, and taken back under the same external id alone', async () => {
    const { id, userName } = await user({ externalId: 'comes-back' });
    expect((await client.delete(`/Users/${id}`)).status).toBe(204);
    expect(await staffOf(id)).toMatchObject({ status: 'deactivated' });
    expect((await client.get(`/Users/${id}`)).status).toBe(404);
    expect((await client.post('/Users', { userName, externalId: 'another-person' })).status).toBe(409);
    const back = await client.post('/Users', { userName, externalId: 'comes-back' });
    expect([back.status, back.body.id, back.body.active]).toEqual([201, id, true]);
    expect(await staffOf(id)).toMatchObject({ status: 'active' });
  });
});

describe('somebody whom no directory keeps', () => {
  it('is not to be seen and not to be touched', async () => {
    const maija = server.ids.get('maija.malli') ?? '';
    for (const answer of [
      client.get(`/Users/${maija}`),
      client.put(`/Users/${maija}`, { userName: 'maija.malli' }),
      setActive(maija, false),
      client.delete(`/Users/${maija}`),
    ]) {
      expect((await answer).status).toBe(404);
    }
    expect((await client.get('/Users?filter=userName%20eq%20%22maija.malli%22')).body.totalResults).toBe(0);
  });

  it('keeps their user name', async () => {
    const { id } = await user();
    const events = await eventsDuring(server, async () => {
      for (const userName of ['maija.malli', 'Maija.Malli']) {
        expect(await client.post('/Users', { userName, externalId: 'thief' })).toMatchObject({
          status: 409,
          body: { scimType: 'uniqueness' },
        });
        const renamed = await client.patch(`/Users/${id}`, { op: 'replace', path: 'userName', value: userName });
        expect(renamed.status).toBe(409);
      }
    });
    expect(events.map(({ action }) => action)).toEqual(Array(4).fill('directory.refused'));
    expect(await staffOf(id)).not.toMatchObject({ username: 'maija.malli' });
  });

  it('is linked only by exactly the directory id that an administrator has set', async () => {
    const person = await addPerson(server);
    const admin = await server.as('yrjo.yllapito');
    expect((await admin.patch(`/staff/${person.id}`, { directoryId: 'Obj-1' })).status).toBe(200);
    for (const externalId of ['obj-1', 'Obj-2', person.id]) {
      expect((await client.post('/Users', { userName: person.username, externalId })).status).toBe(409);
    }
    const linked = await client.post('/Users', { userName: person.username, externalId: 'Obj-1' });
    expect([linked.status, linked.body.id]).toEqual([201, person.id]);
    const other = await scimClient(server);
    expect((await other.post('/Users', { userName: person.username, externalId: 'Obj-1' })).status).toBe(409);
  });
});

it('a user name that somebody has had is nobody else’s any more', async () => {
  const [first, second] = [await user(), await user()];
  const rename = (id: string, value: string) =>
    client.patch(`/Users/${id}`, { op: 'replace', path: 'userName', value });
  expect((await rename(first.id, 'uusi.nimi')).status).toBe(200);
  expect((await rename(second.id, first.userName)).status).toBe(409);
  expect((await client.post('/Users', { userName: first.userName, externalId: 'new' })).status).toBe(409);
  expect((await rename(first.id, first.userName)).status).toBe(200);
});

/** Says a user name while its person gives it up. */
async function saidWhileGivenUp(say: (userName: string) => Promise<Answer>): Promise<Answer> {
  const { id, userName } = await user();
  const givesUp = `
    with renamed as (update staff set username = username || '.b' where id = $1)
    update directory_user set user_name = user_name || '.b', former_usernames = array[user_name] where staff_id = $1`;
  const answer = await HeldStill.by(server, [givesUp, id], async held => {
    const said = say(userName);
    await held.until(1);
    await held.letGo();
    return said;
  });
  expect(await server.sql('select 1 from staff where username = $1', [userName])).toEqual([]);
  return answer;
}

it('a user name that somebody gives up at this moment is nobody else’s', async () => {
  const other = await user();
  const uniqueness = { status: 409, body: { scimType: 'uniqueness' } };
  const rename = (value: string) => client.patch(`/Users/${other.id}`, { op: 'replace', path: 'userName', value });
  expect(await saidWhileGivenUp(rename)).toMatchObject(uniqueness);
  expect(await staffOf(other.id)).toMatchObject({ username: other.userName });
  const create = (userName: string) => client.post('/Users', { userName, externalId: 'name-of-another' });
  expect(await saidWhileGivenUp(create)).toMatchObject(uniqueness);
});

describe('a group', () => {
  let templateId = '';
  let admin: Client;

  beforeAll(async () => {
    admin = await server.as('yrjo.yllapito');
    const template = {
      ...{ name: 'Neuvoja', role: 'agent', queues: ['user-support'], units: 'all', ownCallsOnly: true },
      ...{ purposes: ['service-development'], validMonths: 6 },
    };
    const created = await admin.post('/grant-templates', template);
    expect(created.status).toBe(201);
    templateId = String(created.body.id);
  });

  const group = async (displayName: string, ...members: string[]): Promise<string> => {
    const created = await client.post('/Groups', { displayName, members: members.map(value => ({ value })) });
    expect(created.status).toBe(201);
    return String(created.body.id);
  };

  const map = (id: string, template: string | null, by = admin) =>
    by.post(`/directory-groups/${id}/mapping`, { templateId: template });

  const join = (id: string, value: string) =>
    client.patch(`/Groups/${id}`, { op: 'add', path: 'members', value: [{ value }] });
  const leave = (id: string, value: string) =>
    client.patch(`/Groups/${id}`, { op: 'remove', path: `members[value eq "${value}"]` });

  const proposalsOf = (staffId: string) =>
    server.sql<{ id: string; kind: string; origin: string; outcome: string }>(
      'select id, kind, origin, outcome from grant_proposal where staff_id = $1 order by proposed_at, id',
      [staffId],
    );

  it('proposes its new members once it has a template, gives nothing and opens no review', async () => {
    const [early, late] = [await user(), await user()];
    const id = await group('Neuvojat', early.id);
    expect(await proposalsOf(early.id)).toEqual([]);
    expect(await map(id, templateId)).toMatchObject({ status: 200, body: { templateId, memberCount: 1 } });
    await join(id, late.id);
    for (const person of [early, late]) {
      expect(await proposalsOf(person.id)).toEqual([
        expect.objectContaining({ kind: 'grant', origin: 'directory-group', outcome: 'pending' }),
      ]);
      expect(await grantsOf(person.id)).toEqual([]);
      expect(await reviewsOf(person.id)).toEqual([]);
    }
  });

  it('withdraws what waits when a member leaves', async () => {
    const { id: person } = await user();
    const id = await group('Lähtijät', person);
    await map(id, templateId);
    await leave(id, person);
    expect(await proposalsOf(person)).toEqual([expect.objectContaining({ outcome: 'withdrawn' })]);
  });

  it('leaves alone what another group asks for too', async () => {
    const { id: person } = await user();
    const [one, other] = [await group('Yksi', person), await group('Toinen', person)];
    await map(one, templateId);
    await map(other, templateId);
    await leave(one, person);
    expect(await proposalsOf(person)).toEqual([expect.objectContaining({ outcome: 'pending' })]);
    await client.delete(`/Groups/${other}`);
    expect(await proposalsOf(person)).toEqual([expect.objectContaining({ outcome: 'withdrawn' })]);
  });

  /** Both done at once, the second before the first is committed. */
  async function both(lock: string, one: () => Promise<Answer>, other: () => Promise<Answer>): Promise<void> {
    const answers = await HeldStill.by(server, [lock], async held => {
      const asked = [one(), other()];
      await held.until(2);
      await held.letGo();
      return Promise.all(asked);
    });
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
  }

  it('withdraws what two groups asked for that lose one person at once', async () => {
    const { id: person } = await user();
    const groups = [await group('Samat', person), await group('Samoin', person)] as const;
    for (const id of groups) await map(id, templateId);
    const deletionsWait = 'lock table directory_group_member in share mode';
    await both(
      deletionsWait,
      () => leave(groups[0], person),
      () => leave(groups[1], person),
    );
    expect(await proposalsOf(person)).toEqual([expect.objectContaining({ outcome: 'withdrawn' })]);
  });

  it('proposes once what two groups ask for that get one person at once', async () => {
    const { id: person } = await user();
    const groups = [await group('Uudet'), await group('Uusin')] as const;
    for (const id of groups) await map(id, templateId);
    const insertsWait = 'lock table grant_proposal in share mode';
    await both(
      insertsWait,
      () => join(groups[0], person),
      () => join(groups[1], person),
    );
    expect(await proposalsOf(person)).toEqual([expect.objectContaining({ outcome: 'pending' })]);
  });

  it('proposes to revoke what its proposal has led to', async () => {
    const { id: person } = await user();
    const id = await group('Luvalliset');
    await map(id, templateId);
    await join(id, person);
    const [proposal] = await proposalsOf(person);
    const decided = await admin.post(`/grant-proposals/${proposal?.id}/decision`, {
      outcome: 'approved',
      reason: 'Testi',
    });
    expect([decided.status, await grantsOf(person)]).toEqual([200, [{ suspended: false, revoked: false }]]);
    await leave(id, person);
    expect(await proposalsOf(person)).toEqual([
      expect.objectContaining({ outcome: 'approved' }),
      expect.objectContaining({ kind: 'revocation', origin: 'directory-group', outcome: 'pending' }),
    ]);
    expect(await grantsOf(person)).toEqual([{ suspended: false, revoked: false }]);
    await join(id, person);
    expect(await proposalsOf(person)).toHaveLength(2);
  });

  it('withdraws what waits when its template is taken away', async () => {
    const { id: person } = await user();
    const id = await group('Irrotetut', person);
    await map(id, templateId);
    expect((await map(id, null)).body).toMatchObject({ templateId: null });
    expect(await proposalsOf(person)).toEqual([expect.objectContaining({ outcome: 'withdrawn' })]);
  });

  it('proposes nobody who is not active, and again whoever comes back', async () => {
    const { id: person } = await user({ active: false });
    const id = await group('Poissa', person);
    await map(id, templateId);
    expect(await proposalsOf(person)).toEqual([]);
    await setActive(person, true);
    expect(await proposalsOf(person)).toEqual([expect.objectContaining({ outcome: 'pending' })]);
  });

  it('has only members whom its client keeps', async () => {
    const id = await group('Vieraat');
    const maija = server.ids.get('maija.malli') ?? '';
    expect(await join(id, maija)).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
    const other = await scimClient(server);
    expect((await other.get(`/Groups/${id}`)).status).toBe(404);
    expect((await other.delete(`/Groups/${id}`)).status).toBe(404);
  });

  it('is mapped by administrators alone, to a template that there is', async () => {
    const id = await group('Säännöt');
    expect((await map(id, templateId, await server.as('liisa.lupa'))).status).toBe(403);
    expect((await map(id, '00000000-0000-7000-8000-000000000000')).body.code).toBe('template-unknown');
    expect((await map('00000000-0000-7000-8000-000000000000', templateId)).status).toBe(404);
    const { body } = await admin.get('/directory-groups');
    expect(body.items).toContainEqual(expect.objectContaining({ id, displayName: 'Säännöt', templateId: null }));
  });

  it('leaves events of its changes and its mapping', async () => {
    const { id: person } = await user();
    const id = await group('Tapahtumat');
    const events = await eventsDuring(server, async () => {
      await join(id, person);
      await map(id, templateId);
    });
    expect(events.map(({ action, facts }) => [action, facts])).toEqual([
      ['directory-group.changed', { operation: 'changed', added: 1, removed: 0 }],
      ['directory-group.mapped', { templateId }],
      ['grant-proposal.created', expect.anything()],
    ]);
  });
});

describe('a group for a role that two administrators give', () => {
  const UNIT = 'Kirjaamo';
  let yrjo: Client;
  let paula: Client;
  let others = 0;

  beforeAll(async () => {
    [yrjo, paula] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
  });

  const made = async (answer: Promise<Answer>): Promise<Record<string, unknown>> => {
    const { status, body } = await answer;
    expect([status, body.code]).toEqual([201, undefined]);
    return body;
  };

  const expiresOn = () => addDays(helsinkiDay(server.clock.now()), 30);

  const directory = async (by: Client): Promise<ScimClient> => {
    others += 1;
    const { id, token } = await made(
      by.post('/service-accounts', { name: `hr-${others}`, role: 'scim', expiresOn: expiresOn() }),
    );
    return new ScimClient(server, String(id), String(token));
  };

  const template = async (by: Client): Promise<{ id: string; body: object }> => {
    others += 1;
    const scope = { queues: ['user-support'], units: 'all', ownCallsOnly: false };
    const body = {
      ...scope,
      name: `${UNIT} ${others}`,
      role: 'rights-officer',
      purposes: ['rights-request'],
      validMonths: 6,
    };
    return { id: String((await made(by.post('/grant-templates', body))).id), body };
  };

  interface Hands {
    readonly account: Client;
    readonly template: Client;
    readonly mapping: Client;
    readonly person?: Client;
  }

  /** Whether each of the two may decide on what the directory proposes, and what becomes of an approval of the first and then of the second. */
  async function decidedBy(
    hands: Hands,
    before: (scim: ScimClient, template: { id: string; body: object }) => Promise<unknown> = () => Promise.resolve(),
  ) {
    const scim = await directory(hands.account);
    const usual = await template(hands.template);
    await before(scim, usual);
    const { id } = await addPerson(server);
    const externalId = `tied-${id}`;
    expect((await (hands.person ?? paula).patch(`/staff/${id}`, { directoryId: externalId })).status).toBe(200);
    const linked = await scim.post('/Users', { userName: `tied.${others}@example.org`, externalId });
    expect([linked.status, linked.body.id]).toEqual([201, id]);
    const group = await scim.post('/Groups', { displayName: UNIT });
    expect(
      (await hands.mapping.post(`/directory-groups/${String(group.body.id)}/mapping`, { templateId: usual.id })).status,
    ).toBe(200);
    await scim.patch(`/Groups/${String(group.body.id)}`, { op: 'add', path: 'members', value: [{ value: id }] });
    return { id, ...(await answersOf(id)) };
  }

  async function answersOf(staffId: string) {
    const [proposal] = (await yrjo.get(`/grant-proposals?staff=${staffId}&state=pending`)).body.items as {
      id: string;
      mayDecide: boolean;
    }[];
    const decide = (by: Client) =>
      by.post(`/grant-proposals/${proposal?.id}/decision`, { outcome: 'approved', reason: 'Sovittu' });
    const first = await decide(yrjo);
    return { shown: proposal?.mayDecide, first: [first.status, first.body.code], decide };
  }

  it('is nothing with which one administrator gives a right alone', async () => {
    const { id, shown, first, decide } = await decidedBy({
      account: yrjo,
      template: yrjo,
      mapping: yrjo,
      person: yrjo,
    });
    expect([shown, first]).toEqual([false, [403, 'not-second-person']]);
    expect(await grantsOf(id)).toEqual([]);
    expect((await decide(paula)).status).toBe(200);
    expect(await grantsOf(id)).toEqual([{ suspended: false, revoked: false }]);
  });

  it.each(['account', 'template', 'mapping', 'person'] as const)(
    'is not decided by who is behind its %s alone',
    async hand => {
      const theirs = { account: paula, template: paula, mapping: paula, person: paula };
      const { shown, first } = await decidedBy({ ...theirs, [hand]: yrjo });
      expect([shown, first]).toEqual([false, [403, 'not-second-person']]);
    },
  );

  it('is not decided by who made a further token, or changed the template', async () => {
    const theirs = { account: paula, template: paula, mapping: paula };
    const rotated = await decidedBy(theirs, ({ accountId }) =>
      made(yrjo.post(`/service-accounts/${accountId}/tokens`, { expiresOn: expiresOn(), overlapHours: 1 })),
    );
    expect(rotated.first).toEqual([403, 'not-second-person']);
    const changed = await decidedBy(theirs, (_, { id, body }) =>
      yrjo.request('PUT', `/grant-templates/${id}`, { ...body, validMonths: 3 }),
    );
    expect(changed.first).toEqual([403, 'not-second-person']);
  });

  it('is decided by whoever had no hand in it', async () => {
    const { shown, first } = await decidedBy({ account: paula, template: paula, mapping: paula });
    expect([shown, first]).toEqual([true, [200, undefined]]);
  });

  it('cannot be written down as decided by who brought it about', async () => {
    const { id } = await decidedBy({ account: yrjo, template: yrjo, mapping: yrjo });
    const approve = `update grant_proposal set outcome = 'approved', decided_by = $2 where staff_id = $1`;
    await expect(server.sql(approve, [id, server.ids.get('yrjo.yllapito')])).rejects.toThrow(
      /grant_proposal_brought_about_by_two/,
    );
  });
});

it('what is provisioned is told by names of attributes, never by what they hold', async () => {
  const said = {
    displayName: 'Salainen Nimi',
    emails: [{ value: 'salainen@example.org', type: 'work' }],
    title: 'Neuvoja',
  };
  const events = await eventsDuring(server, async () => {
    const { id } = await user(said);
    await client.patch(`/Users/${id}`, { op: 'replace', path: 'displayName', value: 'Toinen Salaisuus' });
  });
  const provisioned = events.filter(({ action }) => action === 'directory.provisioned');
  expect(provisioned.map(({ facts }: LoggedEvent) => facts)).toEqual([
    { operation: 'created', attributes: ['userName', 'externalId', 'displayName', 'title', 'active', 'emails'] },
    { operation: 'changed', attributes: ['displayName'] },
  ]);
  expect(JSON.stringify(events)).not.toMatch(/sala/i);
});

it('no request is logged, whatever becomes of it', async () => {
  const written: string[] = [];
  const [out, err] = [process.stdout.write.bind(process.stdout), process.stderr.write.bind(process.stderr)];
  const note = (chunk: unknown): boolean => written.push(String(chunk)) > 0;
  process.stdout.write = note;
  process.stderr.write = note;
  try {
    const name = 'vain.kyselyssa@example.org';
    for (const filter of [`userName eq "${name}"`, `userName qq "${name}"`, `nothing eq "${name}"`]) {
      await client.get(`/Users?filter=${encodeURIComponent(filter)}`);
    }
    await client.post('/Users', { userName: `${name} with spaces`, externalId: 5 });
  } finally {
    process.stdout.write = out;
    process.stderr.write = err;
  }
  expect(written.join('')).not.toMatch(/kyselyssa/);
  expect(JSON.stringify(await loggedEvents(server))).not.toMatch(/kyselyssa/);
});
