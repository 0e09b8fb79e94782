import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { TellChanges } from '../../src/access/changes/tell-changes.js';
import { as, TODAY } from '../../src/access/testing/person.js';
import { checkCustody } from '../custody/check-custody.js';
import { ChangesReader } from '../revocations/changes-reader.js';
import type { Client } from '../support/client.js';
import { OpenStream } from '../support/open-stream.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const MINUTE_MS = 60_000;
const IN_TIME_MS = 5_000;
const GRANT = { role: 'team-lead', purposes: ['internal-training'] };

describe('a page that is told of changes', () => {
  let server: TestServer;
  const open: ChangesReader[] = [];

  beforeAll(async () => {
    server = await startTestServer();
  });

  afterEach(async () => {
    for (const page of open.splice(0)) page.close();
    OpenStream.closeAll();
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  async function somebody() {
    const person = await addPerson(server, { grants: [GRANT] });
    return { person, client: await server.as(person.username) };
  }

  async function follow(client: Client, since?: number): Promise<ChangesReader> {
    const page = await ChangesReader.open(server.url, client.token, since);
    open.push(page);
    return page;
  }

  async function told(page: ChangesReader, event: string): Promise<boolean> {
    const deadline = performance.now() + IN_TIME_MS;
    while (!page.at.has(event) && performance.now() < deadline) await wait(10);
    return page.at.has(event);
  }

  it('hears that rights have changed, and stays', async () => {
    const { person, client } = await somebody();
    const page = await follow(client);
    const administrator = await server.as('yrjo.yllapito');
    await administrator.post(`/grants/${person.grantIds[0]}/revocation`, { reason: 'Testi' });
    expect(await told(page, 'rights-changed')).toBe(true);
    expect([page.at.has('session-ended'), page.closedAt]).toEqual([false, null]);
  });

  it('hears nothing of what concerns others', async () => {
    const [{ client }, other] = [await somebody(), await somebody()];
    const page = await follow(client);
    const administrator = await server.as('yrjo.yllapito');
    await administrator.post(`/grants/${other.person.grantIds[0]}/revocation`, { reason: 'Testi' });
    await wait(2_500);
    expect([...page.at.keys()]).toEqual(['heartbeat']);
  });

  it('hears that the session has ended elsewhere, and ends', async () => {
    const { client } = await somebody();
    const page = await follow(client);
    await client.delete('/sessions/current');
    expect(await told(page, 'session-ended')).toBe(true);
    await wait(100);
    expect(page.closedAt).not.toBeNull();
  });

  it('hears at once what has changed since the epoch that it knows', async () => {
    const { client } = await somebody();
    const known = Number((await client.get('/me')).body.accessEpoch);
    expect((await follow(client, known)).at.has('rights-changed')).toBe(false);
    expect(await told(await follow(client, known - 1), 'rights-changed')).toBe(true);
  });

  it('hears five minutes before that the session will end, and that it goes on once it is used', async () => {
    const { client } = await somebody();
    server.clock.advance(54 * MINUTE_MS);
    const page = await follow(await client.renew());
    await wait(2_500);
    expect([...page.at.keys()]).toEqual(['heartbeat']);
    server.clock.advance(2 * MINUTE_MS);
    expect(await told(page, 'session-ends-soon')).toBe(true);
    expect(page.at.has('session-goes-on')).toBe(false);
    await client.get('/me');
    expect(await told(page, 'session-goes-on')).toBe(true);
  });

  it('does not hold its session beyond the idle limit, by being open or by coming back', async () => {
    const { client } = await somebody();
    server.clock.advance(50 * MINUTE_MS);
    const page = await follow(await client.renew());
    await wait(2_500);
    server.clock.advance(11 * MINUTE_MS);
    expect(await told(page, 'session-ended')).toBe(true);
    expect((await client.get('/me')).status).toBe(401);
  });

  it('is one of five of its session at most', async () => {
    const { client } = await somebody();
    for (let count = 0; count < 5; count += 1) await follow(client);
    expectProblem(await client.get('/me/changes'), 429, 'too-many-streams');
  });

  it('is of a session: a machine has none', () => {
    const machine = {
      kind: 'service',
      id: randomUUID(),
      sessionId: null,
      accessEpoch: 0,
      address: '192.0.2.1',
    } as const;
    const permissions = { ability: as('agent'), person: null, today: TODAY };
    expect(() => server.app.get(TellChanges).execute(machine, permissions)).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });

  it('is kept by nobody on the way', async () => {
    const { client } = await somebody();
    const headers = { authorization: `Bearer ${client.token}` };
    const stop = new AbortController();
    const answer = await fetch(`${server.url}/api/v1/me/changes`, { headers, signal: stop.signal });
    expect([answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      'text/event-stream',
      'no-store',
    ]);
    stop.abort();
  });

  it('does not hold up a server that stops', async () => {
    const other = await server.beside();
    const { client } = await somebody();
    const page = await ChangesReader.open(other.url, client.token);
    const openedInAdvance = connect(Number(new URL(other.url).port), '127.0.0.1'); // as browsers do, and ask nothing
    await once(openedInAdvance, 'connect');
    const began = performance.now();
    await other.stop();
    expect(performance.now() - began).toBeLessThan(IN_TIME_MS);
    expect(page.closedAt).not.toBeNull();
    openedInAdvance.destroy();
  });
});
