import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditTrail, type EventDraft } from '../../src/audit/index.js';
import type { Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const UNKNOWN_ID = '01a00000-0000-7000-8000-000000000000';

/** A log in which events are planted at moments of Helsinki. */
describe('counting the log', () => {
  let server: TestServer;
  let auditor: Client;
  let maija = '';
  let eero = '';

  beforeAll(async () => {
    server = await startTestServer();
    auditor = await server.as('aila.auditoija');
    [maija, eero] = ['maija.malli', 'eero.esimerkki'].map(name => server.ids.get(name) ?? '') as [string, string];
    await plant('2026-10-31T23:59:59+02:00', { by: maija, action: 'playback.granted', purpose: 'complaint' });
    await plant('2026-11-01T00:00:00+02:00', { by: maija, action: 'playback.granted', purpose: 'complaint' });
    await plant('2026-11-01T12:00:00+02:00', { by: eero, action: 'playback.granted', purpose: 'internal-training' });
    const refused = { action: 'playback.granted', outcome: 'refused', purpose: 'complaint' } as const;
    await plant('2026-11-01T12:30:00+02:00', { by: eero, ...refused });
    await plant('2026-11-04T09:00:00+02:00', { by: eero, action: 'playback.granted', purpose: 'complaint' });
    await plant('2026-11-04T09:05:00+02:00', { by: eero, action: 'recordings.listed' });
  });

  afterAll(async () => {
    await server.stop();
  });

  async function plant(at: string, { by, ...draft }: Omit<EventDraft, 'actor'> & { by: string }): Promise<void> {
    server.clock.moveTo(new Date(at));
    const actor = { kind: 'staff', id: by, sessionId: null, address: null } as const;
    await server.app.get(AuditTrail).recordAlone({ ...draft, actor });
    server.clock.moveTo(NOW);
  }

  it('tells the events of each day of Helsinki, and which of them were not done', async () => {
    const { status, body } = await auditor.get('/audit/event-counts?fromOn=2026-10-31&toOn=2026-11-04');
    expect(status).toBe(200);
    expect(body).toEqual({
      by: 'day',
      items: [
        { at: '2026-10-30T22:00:00.000Z', events: 1, notDone: 0 },
        { at: '2026-10-31T22:00:00.000Z', events: 3, notDone: 1 },
        { at: '2026-11-03T22:00:00.000Z', events: 2, notDone: 0 },
      ],
    });
  });

  it('tells them by the hour where the days are three or fewer', async () => {
    const { body } = await auditor.get('/audit/event-counts?fromOn=2026-11-01&toOn=2026-11-01');
    expect(body).toEqual({
      by: 'hour',
      items: [
        { at: '2026-10-31T22:00:00.000Z', events: 1, notDone: 0 },
        { at: '2026-11-01T10:00:00.000Z', events: 2, notDone: 1 },
      ],
    });
  });

  it('counts exactly what the list of the same filters shows', async () => {
    const filters = `staff=${eero}&action=playback.granted&purpose=complaint`;
    const { body } = await auditor.get(`/audit/event-counts?fromOn=2026-10-01&toOn=2026-11-10&${filters}`);
    const counted = (body.items as { events: number }[]).reduce((sum, { events }) => sum + events, 0);
    const list = await auditor.get(`/audit/events?from=2026-09-30T21:00:00Z&to=2026-11-10T22:00:00Z&${filters}`);
    expect(counted).toBe(2);
    expect((list.body.items as unknown[]).length).toBe(counted);
  });

  it('tells the shares of purposes of what was played, by month and by how many people', async () => {
    const { status, body } = await auditor.get('/audit/purpose-shares?fromOn=2026-10-01&toOn=2026-11-10');
    expect(status).toBe(200);
    expect(body.items).toEqual([
      {
        ...{ purpose: 'complaint', playbacks: 3, people: 2 },
        months: [
          { month: '2026-10', playbacks: 1 },
          { month: '2026-11', playbacks: 2 },
        ],
      },
      { purpose: 'internal-training', playbacks: 1, people: 1, months: [{ month: '2026-11', playbacks: 1 }] },
    ]);
  });

  it('is an event itself, with what was asked, committed before the answer', async () => {
    const events = await eventsDuring(server, async () => {
      await auditor.get(`/audit/event-counts?fromOn=2026-11-01&toOn=2026-11-02&recording=${UNKNOWN_ID}`);
      await auditor.get('/audit/purpose-shares?fromOn=2026-11-01&toOn=2026-11-02');
    });
    const days = { fromOn: '2026-11-01', toOn: '2026-11-02' };
    expect(events.map(({ action, facts }) => ({ action, facts }))).toEqual([
      { action: 'audit.counted', facts: { counted: 'events', ...days, recording: UNKNOWN_ID } },
      { action: 'audit.counted', facts: { counted: 'purposes', ...days } },
    ]);
  });

  it('is for those who may look into the log', async () => {
    const administrator = await server.as('yrjo.yllapito');
    for (const path of ['event-counts', 'purpose-shares'])
      expectProblem(await administrator.get(`/audit/${path}?fromOn=2026-11-01&toOn=2026-11-02`), 403, 'not-permitted');
  });

  it('refuses days that are not in order, and more than a year', async () => {
    for (const path of ['event-counts', 'purpose-shares']) {
      expectProblem(await auditor.get(`/audit/${path}?fromOn=2026-11-02&toOn=2026-11-01`), 400, 'invalid-request');
      expectProblem(await auditor.get(`/audit/${path}?fromOn=2025-01-01&toOn=2026-11-01`), 400, 'invalid-request');
    }
  });
});

describe('the state of connections', () => {
  let server: TestServer;
  const ISSUER = 'http://localhost:1';
  const SECRET = 'a-client-secret-that-nobody-is-shown';

  beforeAll(async () => {
    const env = {
      ...{ OIDC_ISSUER: ISSUER, OIDC_CLIENT_ID: 'tallenne', OIDC_CLIENT_SECRET: SECRET, OIDC_COUNTRY: 'FI' },
      TALLENNE_PUBLIC_ORIGIN: 'http://localhost:8080',
    };
    server = await startTestServer({ env });
  });

  afterAll(async () => {
    await server.stop();
  });

  it('tells administrators how the provider is set and that it does not answer, and never the secret', async () => {
    const administrator = await server.as('yrjo.yllapito');
    const before = await administrator.get('/connections');
    expect(before.body.openId).toMatchObject({ issuer: ISSUER, hasSecret: true, takesTokens: false, contact: null });
    expect(before.body.directory).toEqual({
      ...{ endpoint: 'http://localhost:8080/scim/v2', accounts: [], people: 0, groups: 0, mappedGroups: 0 },
      lastChangedAt: null,
    });
    await server.anonymous().get('/sessions/openid');
    const after = await administrator.get('/connections');
    expect(after.body.openId).toMatchObject({ contact: { answered: false } });
    expect(after.bytes.toString()).not.toContain(SECRET);
  });

  it('tells of a directory whether it has come, and when', async () => {
    const administrator = await server.as('yrjo.yllapito');
    const made = await administrator.post('/service-accounts', {
      ...{ name: 'hakemisto', role: 'scim', expiresOn: '2027-01-10' },
    });
    expect(made.status).toBe(201);
    const never = (await administrator.get('/connections')).body.directory as { accounts: unknown[] };
    expect(never.accounts).toMatchObject([{ name: 'hakemisto', lastUsedAt: null }]);
    const headers = { authorization: `Bearer ${String(made.body.token)}` };
    expect((await fetch(`${server.url}/scim/v2/Users`, { headers })).status).toBe(200);
    const used = (await administrator.get('/connections')).body.directory as { accounts: unknown[] };
    expect(used.accounts).toMatchObject([{ name: 'hakemisto', lastUsedAt: NOW.toISOString() }]);
  });

  it('is for administrators', async () => {
    for (const username of ['aila.auditoija', 'maija.malli'])
      expectProblem(await (await server.as(username)).get('/connections'), 403, 'not-permitted');
  });
});
