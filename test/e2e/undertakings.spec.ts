import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const TEXTS = { fi: 'Uusi sitoumus.', sv: 'Ny förbindelse.', en: 'A new undertaking.' };
const LEAD = { grants: [{ role: 'team-lead', purposes: ['internal-training'] }] };
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

let server: TestServer;

const today = () => helsinkiDay(server.clock.now());
const statusOf = async (client: Client) => (await client.get('/recordings')).status;
const undertakingOf = async (client: Client) => (await client.get('/me')).body.undertaking;
const publish = (client: Client, over: object = {}) =>
  client.post('/undertakings', {
    version: '2027-1',
    texts: TEXTS,
    inForceOn: addDays(today(), 3),
    graceDays: 5,
    ...over,
  });

beforeAll(async () => {
  server = await startTestServer();
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('the first version', () => {
  it('comes with its texts and the SHA-256 of each', async () => {
    const { body } = await (await server.as('aila.auditoija')).get('/undertakings');
    const [first] = body.items as { version: string; texts: typeof TEXTS; hashes: typeof TEXTS }[];
    expect(first).toMatchObject({ version: '2026-1', inForce: true, publishedBy: null, missing: 0 });
    for (const language of ['fi', 'sv', 'en'] as const) {
      expect(first?.texts[language]).toMatch(/\w/);
      expect(first?.hashes[language]).toBe(sha256(first?.texts[language] ?? ''));
    }
  });
});

describe('a signature on paper', () => {
  it('is brought in by an administrator with where the paper is, and binds the person', async () => {
    const yrjo = await server.as('yrjo.yllapito');
    const { id, username } = await addPerson(server, { ...LEAD, bound: false });
    const client = await server.as(username);
    const missing = await yrjo.get('/undertakings/2026-1/missing');
    expect((missing.body.items as { staffId: string }[]).map(({ staffId }) => staffId)).toContain(id);
    expect(await statusOf(client)).toBe(403);
    const path = '/undertakings/2026-1/paper-signatures';
    const paper = { staffId: id, signedOn: '2026-10-01', evidence: 'Arkisto 12/2026', language: 'sv' };
    const events = await eventsDuring(server, async () => {
      expect((await yrjo.post(path, paper)).status).toBe(204);
    });
    expect(events).toMatchObject([
      {
        ...{ action: 'undertaking.imported', concernsStaffId: id, object: { kind: 'undertaking', id: '2026-1' } },
        facts: { language: 'sv', signedOn: '2026-10-01', textHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('Arkisto');
    expect(await statusOf(client)).toBe(200);
    expectProblem(await yrjo.post(path, paper), 409, 'undertaking-acknowledged');
    const shown = (await yrjo.get(`/staff/${id}/undertakings`)).body;
    const importedByName = (await yrjo.get('/me')).body.displayName;
    expect(shown).toMatchObject({ bound: true, boundThroughOn: null, items: [{ version: '2026-1', language: 'sv' }] });
    expect(shown.items).toMatchObject([{ signedOn: '2026-10-01', importedByName }]);
    expect(JSON.stringify(shown)).not.toContain('Arkisto');
  });

  it('is not one’s own, not of a day to come, not of a version that is not there, and not for auditors to bring in', async () => {
    const yrjo = await server.as('yrjo.yllapito');
    const { id } = await addPerson(server, { bound: false });
    const paper = { staffId: id, signedOn: today(), evidence: 'A 1', language: 'fi' };
    const path = '/undertakings/2026-1/paper-signatures';
    const events = await eventsDuring(server, async () => {
      expectProblem(await yrjo.post(path, { ...paper, staffId: server.ids.get('yrjo.yllapito') }), 403, 'not-oneself');
      expectProblem(await yrjo.post(path, { ...paper, signedOn: addDays(today(), 1) }), 422, 'signed-in-future');
      expectProblem(await yrjo.post('/undertakings/2020-1/paper-signatures', paper), 404, 'not-found');
    });
    expect(events.map(({ action, reason }) => [action, reason])).toEqual([
      ['undertaking.imported', 'not-oneself'],
      ['undertaking.imported', 'signed-in-future'],
    ]);
    expectProblem(await (await server.as('aila.auditoija')).post(path, paper), 403, 'not-permitted');
  });
});

describe('a new version', () => {
  it('is published by administrators alone, today or later, once', async () => {
    const yrjo = await server.as('yrjo.yllapito');
    expectProblem(await publish(await server.as('aila.auditoija')), 403, 'not-permitted');
    expectProblem(await publish(yrjo, { inForceOn: addDays(today(), -1) }), 422, 'undertaking-in-past');
    expectProblem(await publish(yrjo, { inForceOn: addDays(today(), 367) }), 422, 'day-too-far-ahead');
    expectProblem(await publish(yrjo, { version: '2026-1' }), 409, 'undertaking-exists');
    expectProblem(await publish(yrjo, { graceDays: 91 }), 400, 'invalid-request');
  });

  it('asks everyone again and blocks after its grace; who has acknowledged it ahead goes on', async () => {
    const began = server.clock.now();
    const [slow, quick] = [await addPerson(server, LEAD), await addPerson(server, LEAD)];
    const quickly = await server.as(quick.username);
    const slowly = await server.as(slow.username);
    expect(await undertakingOf(slowly)).toMatchObject({ version: '2026-1', acknowledged: true, boundThroughOn: null });
    const events = await eventsDuring(server, async () => {
      expect((await publish(await server.as('yrjo.yllapito'))).status).toBe(204);
    });
    const [published] = events.filter(({ action }) => action === 'undertaking.published');
    expect(published?.facts).toMatchObject({ graceDays: 5, hashFi: sha256(TEXTS.fi) });

    const asked = { version: '2027-1', acknowledged: false, bound: true, boundThroughOn: addDays(today(), 7) };
    expect(await undertakingOf(slowly)).toMatchObject(asked);
    const sign = (textHash: string) => quickly.post('/me/undertaking', { version: '2027-1', language: 'fi', textHash });
    expectProblem(await sign(sha256('another')), 409, 'undertaking-changed');
    expect((await sign(sha256(TEXTS.fi))).status).toBe(204);
    expect(await undertakingOf(quickly)).toMatchObject({ acknowledged: true, bound: true, boundThroughOn: null });

    const at = async (days: number, username: string) => {
      server.clock.moveTo(startOfDay(addDays(helsinkiDay(began), days)));
      return server.as(username);
    };
    expect(await statusOf(await at(7, slow.username))).toBe(200);
    const late = await at(8, slow.username);
    expect(await statusOf(late)).toBe(403);
    expect(await undertakingOf(late)).toMatchObject({ version: '2027-1', bound: false });
    expect(await statusOf(await server.as(quick.username))).toBe(200);
    expectProblem(
      await late.post('/me/undertaking', { version: '2026-1', language: 'fi' }),
      409,
      'undertaking-changed',
    );
    expect((await late.post('/me/undertaking', { version: '2027-1', language: 'en' })).status).toBe(204);
    expect(await statusOf(late)).toBe(200);

    const yrjo = await server.as('yrjo.yllapito');
    expectProblem(await yrjo.get('/undertakings'), 403, 'not-permitted');
    await yrjo.post('/me/undertaking', { version: '2027-1', language: 'fi' });
    const { body } = await yrjo.get('/undertakings');
    expect(body.items).toMatchObject([
      { version: '2027-1', inForce: true },
      { version: '2026-1', inForce: false },
    ]);
  });

  it('cannot be changed afterwards, nor can what was acknowledged', async () => {
    const rights = await server.sql<{ privilege_type: string }>(
      `select privilege_type from information_schema.column_privileges
       where grantee = 'tallenne_app' and privilege_type = 'UPDATE'
         and table_name in ('undertaking_version', 'undertaking_acknowledgement')`,
    );
    expect(rights).toEqual([]);
  });
});
