import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, startOfDay } from '../../src/kernel/calendar.js';
import { openUntil } from '../../src/rights/case/case-days.js';
import { helsinkiDay } from '../../src/kernel/calendar.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { expectProblem } from '../support/refused.js';
import { A_REQUEST, RightsScenes } from '../support/rights.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let scenes: RightsScenes;
/** An agent, the rights officer, and the data protection officer. */
let maija: Client;
let oili: Client;
let tapio: Client;

beforeAll(async () => {
  server = await startTestServer();
  scenes = new RightsScenes(server);
  maija = await server.as('maija.malli');
  oili = await server.as('oili.oikeus');
  tapio = await server.as('tapio.tietosuoja');
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('a request of a person in the recordings', () => {
  it('is registered by anyone who is signed in, who cannot read it afterwards', async () => {
    const request = await scenes.register(maija);
    expect(request.number).toMatch(/^RR-\d{4}-\d{4}$/);
    expectProblem(await maija.get(`/rights-requests/${request.id}`), 403, 'not-permitted');
    expectProblem(await maija.get('/rights-requests'), 403, 'not-permitted');
  });

  it('is read by the rights officer and the data protection officer, with an event each', async () => {
    const request = await scenes.register(maija);
    for (const reader of [oili, tapio]) {
      const events = await eventsDuring(server, async () => {
        const { status, body } = await reader.get(`/rights-requests/${request.id}`);
        expect([status, body]).toEqual([
          200,
          expect.objectContaining({
            number: request.number,
            state: 'received',
            rights: ['access'],
            request: { text: A_REQUEST.text, person: A_REQUEST.person },
            journal: ['registered', 'searched', 'searched'].map(action =>
              expect.objectContaining({ action: `rights-request.${action}` }),
            ),
          }),
        ]);
      });
      expect(events.map(({ action, reference }) => [action, reference])).toEqual([
        ['rights-request.opened', request.number],
      ]);
    }
  });

  it('lets the data protection officer decide nothing', async () => {
    const { id } = await scenes.register(maija);
    const { body } = await tapio.get(`/rights-requests/${id}`);
    expect(body.permitted).toEqual(['export']);
    expect((await oili.get(`/rights-requests/${id}`)).body.permitted).toEqual(['handle', 'confirm', 'export']);
  });

  it('is not there for an administrator or an auditor', async () => {
    const { id } = await scenes.register(maija);
    for (const username of ['yrjo.yllapito', 'aila.auditoija']) {
      expectProblem(await (await server.as(username)).get(`/rights-requests/${id}`), 403, 'not-permitted');
    }
  });

  it('is listed by what is due, and says nothing of the person there', async () => {
    const { body } = await oili.get('/rights-requests?limit=1');
    const [first] = body.items as Record<string, unknown>[];
    expect(first).toMatchObject({ stopped: false, late: false, channel: 'e-mail' });
    expect(JSON.stringify(body)).not.toContain('Soittaja');
    const next = await oili.get(`/rights-requests?limit=200&cursor=${String(body.nextCursor)}`);
    expect((next.body.items as { id: string }[]).map(({ id }) => id)).not.toContain(first?.id);
  });

  it('was received before it is registered', async () => {
    const receivedAt = new Date(server.clock.now().getTime() + 60_000).toISOString();
    expectProblem(await maija.post('/rights-requests', { ...A_REQUEST, receivedAt }), 422, 'received-in-future');
  });

  it('goes with its last day, and its certificate says nothing of the person', async () => {
    const { id } = await scenes.register(maija);
    const dueOn = openUntil(helsinkiDay(server.clock.now()));
    server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
    await server.app.get(RunPurges).execute();
    expect(await server.sql('select id from rights_case')).toEqual([]);
    expect(await server.sql('select id from rights_entry')).toEqual([]);
    const certified = await server.sql<{ unit_kind: string }>(
      `select unit_kind from deletion_certificate where unit_id = '${id}'`,
    );
    expect(certified).toEqual([{ unit_kind: 'rights-case' }]);
  });
});
