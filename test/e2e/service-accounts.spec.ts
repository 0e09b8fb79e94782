import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Replays } from '../../src/audit/index.js';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { Database } from '../../src/platform/database/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { Client, type Answer } from '../support/client.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { alike } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const HOUR_MS = 3_600_000;

let server: TestServer;
let admin: Client;

beforeAll(async () => {
  server = await startTestServer({ env: { TALLENNE_TRUSTED_PROXY: '127.0.0.1' } });
});

afterAll(async () => {
  await checkCustody(server);
  await server.stop();
});

let serial = 0;

async function create(draft: Record<string, unknown> = {}): Promise<Answer> {
  serial += 1;
  admin = await server.as('yrjo.yllapito');
  return admin.post('/service-accounts', { name: `machine-${serial}`, expiresOn: inDays(60), ...draft });
}

function inDays(days: number): string {
  return addDays(helsinkiDay(server.clock.now()), days);
}

/** What a machine with this token is answered, from an address. */
async function statusOf(token: unknown, path = '/sessions', from?: string): Promise<number> {
  const headers: Record<string, string> = from === undefined ? {} : { 'x-forwarded-for': from };
  return (await new Client(server.url, String(token)).get(path, headers)).status;
}

const rotate = (id: unknown, overlapHours: number, expiresOn = inDays(90)) =>
  admin.post(`/service-accounts/${String(id)}/tokens`, { expiresOn, overlapHours });

describe('the role of a service account', () => {
  it.each([
    ['ingest', '/scim/v2/Users', 403],
    ['scim', '/scim/v2/Users', 200],
    ['metrics', '/scim/v2/Users', 403],
    ['ingest', '/staff', 403],
    ['scim', '/staff', 403],
    ['metrics', '/staff', 403],
  ])('%s is answered at %s with %d', async (role, path, status) => {
    const { body } = await create({ role });
    expect(body.role).toBe(role);
    expect(await statusOf(body.token, path)).toBe(status);
  });

  it('lets nobody but a machine for ingest deliver', async () => {
    const { body } = await create({ role: 'scim' });
    const delivered = await new Client(server.url, String(body.token)).post('/recordings');
    expect(delivered.status).toBe(403);
  });
});

describe('the tokens of a service account', () => {
  it('overlap while one is replaced, and the new one is shown once', async () => {
    const { body: first } = await create();
    const { status, body: second } = await rotate(first.id, 24);
    expect(status).toBe(201);
    expect(second.token).not.toBe(first.token);
    expect([await statusOf(first.token), await statusOf(second.token)]).toEqual([200, 200]);
    const overlapEnds = new Date(server.clock.now().getTime() + 24 * HOUR_MS);
    const list = await admin.get('/service-accounts');
    expect(JSON.stringify(list.body)).not.toContain(String(second.token).slice(7));
    expect(itemOf(list, first.id).tokens).toEqual([
      expect.objectContaining({ expiresAt: startOfDay(addDays(helsinkiDay(server.clock.now()), 91)).toISOString() }),
      expect.objectContaining({ expiresAt: overlapEnds.toISOString() }),
    ]);
    server.clock.advance(24 * HOUR_MS - 1);
    expect(await statusOf(first.token)).toBe(200);
    server.clock.advance(1);
    expect([await statusOf(first.token), await statusOf(second.token)]).toEqual([401, 200]);
  });

  it('end at once without an overlap', async () => {
    const { body: first } = await create();
    const { body: second } = await rotate(first.id, 0);
    expect([await statusOf(first.token), await statusOf(second.token)]).toEqual([401, 200]);
  });

  it('are all refused once the account is revoked, and none is made any more', async () => {
    const { body: first } = await create();
    const { body: second } = await rotate(first.id, 168);
    await admin.post(`/service-accounts/${String(first.id)}/revocation`, { reason: 'Testi' });
    expect([await statusOf(first.token), await statusOf(second.token)]).toEqual([401, 401]);
    expect(await rotate(first.id, 0)).toMatchObject({ status: 409, body: { code: 'account-revoked' } });
  });

  it.each([
    [{ expiresOn: '2020-01-01', overlapHours: 0 }, 422],
    [{ expiresOn: '2026-12-24', overlapHours: 169 }, 400],
    [{ expiresOn: '2026-12-24', overlapHours: -1 }, 400],
    [{ expiresOn: '2026-12-24' }, 400],
  ])('are not made as %j', async (wanted, status) => {
    const { body } = await create();
    expect((await admin.post(`/service-accounts/${String(body.id)}/tokens`, wanted)).status).toBe(status);
  });

  it('are told to end soon in the list', async () => {
    const [soon, later] = [await create({ expiresOn: inDays(20) }), await create()];
    const list = await admin.get('/service-accounts');
    expect([soon, later].map(({ body }) => itemOf(list, body.id).expiresSoon)).toEqual([true, false]);
  });

  it('leave an event of each rotation without the token', async () => {
    const { body } = await create();
    const events = await eventsDuring(server, () => rotate(body.id, 12));
    expect(events).toEqual([
      expect.objectContaining({
        action: 'service-account.rotated',
        object: { kind: 'service-account', id: body.id },
        facts: expect.objectContaining({ overlapHours: 12 }) as unknown,
      }),
    ]);
  });
});

describe('the networks of a service account', () => {
  const networks = ['192.0.2.0/24', '2001:db8::/32'];

  it('let its token be used from there, and its last use be told without the whole address', async () => {
    const { body } = await create({ networks });
    expect(await statusOf(body.token, '/sessions', '192.0.2.77')).toBe(200);
    const item = itemOf(await admin.get('/service-accounts'), body.id);
    expect(item).toMatchObject({
      networks,
      lastUsedFrom: '192.0.2.0/24',
      lastUsedAt: server.clock.now().toISOString(),
    });
  });

  it('refuse it from elsewhere like a token that nobody has, with one event a minute', async () => {
    const { body } = await create({ networks });
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    const events = await eventsDuring(server, async () => {
      for (let n = 0; n < 3; n += 1) {
        const refused = await new Client(server.url, String(body.token)).get('/sessions', headers);
        const unknown = await new Client(server.url, `tlnsvc_${'x'.repeat(43)}`).get('/sessions', headers);
        expect([refused.status, alike({ status: refused.status, body: refused.body })]).toEqual([
          401,
          alike({ status: unknown.status, body: unknown.body }),
        ]);
      }
    });
    expect(events).toEqual([
      expect.objectContaining({
        action: 'service-account.refused',
        outcome: 'refused',
        reason: 'network-not-allowed',
        object: { kind: 'service-account', id: body.id },
      }),
    ]);
    server.clock.advance(60_000);
    const later = await eventsDuring(server, () => statusOf(body.token, '/sessions', '203.0.113.9'));
    expect(later.map(({ action }) => action)).toEqual(['service-account.refused']);
    expect(itemOf(await admin.get('/service-accounts'), body.id).lastUsedAt).toBeNull();
  });

  it('are networks', async () => {
    for (const wrong of [['10.0.0.0/33'], ['everywhere'], ['::ffff:10.0.0.1'], [5]]) {
      expect((await create({ networks: wrong })).status).toBe(400);
    }
  });
});

it('a token that is over is told of when it is used', async () => {
  const { body } = await create({ expiresOn: inDays(0) });
  server.clock.advance(24 * HOUR_MS);
  expect(await statusOf(body.token)).toBe(401);
  const [event] = (await loggedEvents(server, 'service-account.refused')).slice(-1);
  expect(event).toMatchObject({ reason: 'token-expired', actor: { kind: 'service', id: body.id } });
});

it('a rotation that a restored backup lacks ends the tokens that it replaced', async () => {
  const { body } = await create();
  const at = server.clock.now();
  server.clock.advance(1000);
  const event = { id: '', at: server.clock.now(), action: 'service-account.rotated', outcome: 'done' } as const;
  const actor = { kind: 'staff', id: null } as const;
  const object = { kind: 'service-account', id: String(body.id) };
  const replay = server.app.get(Replays).of('service-account.rotated');
  const told = { ...event, actor, object, facts: { overlapHours: 1, expiresAt: at.toISOString() } };
  await server.app.get(Database).transaction(em => replay?.(em, told) ?? Promise.reject(new Error('no replay')));
  expect(await statusOf(body.token)).toBe(200);
  server.clock.advance(HOUR_MS);
  expect(await statusOf(body.token)).toBe(401);
});

it('only administrators make, rotate and revoke', async () => {
  const { body } = await create();
  const lead = await server.as('liisa.lupa');
  expect((await lead.get('/service-accounts')).status).toBe(403);
  const path = `/service-accounts/${String(body.id)}/tokens`;
  expect((await lead.post(path, { expiresOn: inDays(9), overlapHours: 0 })).status).toBe(403);
});

function itemOf({ body }: Answer, id: unknown): Record<string, unknown> {
  const items = body.items as Record<string, unknown>[]; // of the list
  return items.find(item => item.id === id) ?? {};
}
