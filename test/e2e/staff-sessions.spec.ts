import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { loggedEvents } from '../support/log.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const AGENT = { role: 'agent', purposes: ['service-development'] };
const reason = 'Työasema jäi auki asiakkaan luo';

interface ShownSession {
  readonly id: string;
  readonly way: string | null;
}

describe('sessions of other people', () => {
  let server: TestServer;
  let administrator: Client;

  beforeAll(async () => {
    server = await startTestServer();
  });

  beforeEach(async () => {
    administrator = await server.as('yrjo.yllapito');
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  const shownOf = async (id: string) =>
    (await administrator.get(`/staff/${id}/sessions`)).body.items as readonly ShownSession[];
  const end = (client: Client, id: string, wish: object) => client.post(`/staff/${id}/session-endings`, wish);

  it('are shown to an administrator: since when, last seen, which way in, and no address', async () => {
    const { id, username } = await addPerson(server, { grants: [AGENT] });
    expect(await shownOf(id)).toEqual([]);
    await server.as(username);
    const answer = await administrator.get(`/staff/${id}/sessions`);
    const [session] = answer.body.items as readonly object[];
    expect(Object.keys(session ?? {}).sort()).toEqual(['expiresAt', 'id', 'lastSeenAt', 'startedAt', 'way']);
    expect(session).toMatchObject({ way: 'password' }); // this server asks for no second factor
    expect(JSON.stringify(answer.body)).not.toContain('127.0.0.1');
  });

  it('are ended one at a time: the next request of that one is refused, the other goes on, and the log says by whom', async () => {
    const { id, username } = await addPerson(server, { grants: [AGENT] });
    const [first, second] = [await server.as(username), await server.as(username)];
    const [newest] = await shownOf(id);
    expect(await end(administrator, id, { sessionId: newest?.id, reason })).toMatchObject({
      ...{ status: 200, body: { ended: 1 } },
    });
    expect([(await first.get('/me')).status, (await second.get('/me')).status]).toEqual([200, 401]);
    expect((await shownOf(id)).map(shown => shown.id)).not.toContain(newest?.id);
    const ended = (await loggedEvents(server, 'session.ended')).at(-1);
    expect(ended).toMatchObject({
      ...{ outcome: 'done', concernsStaffId: id, facts: { because: 'ended-by-administrator' } },
      ...{ actor: { id: server.ids.get('yrjo.yllapito') }, object: { kind: 'session', id: newest?.id } },
    });
  });

  it('are ended all at once where none is named', async () => {
    const { id, username } = await addPerson(server, { grants: [AGENT] });
    const clients = [await server.as(username), await server.as(username)];
    expect((await end(administrator, id, { reason })).body).toEqual({ ended: 2 });
    expect(await Promise.all(clients.map(async client => (await client.get('/me')).status))).toEqual([401, 401]);
    expect((await end(administrator, id, { reason })).body).toEqual({ ended: 0 });
  });

  it('are not one’s own: those are ended elsewhere, and the attempt is on record', async () => {
    const id = server.ids.get('yrjo.yllapito') ?? '';
    expectProblem(await administrator.get(`/staff/${id}/sessions`), 403, 'not-oneself');
    for (const written of [id, id.toUpperCase()])
      expectProblem(await end(administrator, written, { reason }), 403, 'not-oneself');
    expect((await administrator.get('/me')).status).toBe(200);
    const refused = (await loggedEvents(server, 'session.ended')).at(-1);
    expect(refused).toMatchObject({ outcome: 'refused', reason: 'not-oneself', object: { kind: 'staff', id } });
  });

  it('of one person are not ended as those of another', async () => {
    const [one, other] = [await addPerson(server, { grants: [AGENT] }), await addPerson(server, { grants: [AGENT] })];
    const client = await server.as(one.username);
    const [session] = await shownOf(one.id);
    expectProblem(await end(administrator, other.id, { sessionId: session?.id, reason }), 404, 'not-found');
    expect((await client.get('/me')).status).toBe(200);
  });
});
