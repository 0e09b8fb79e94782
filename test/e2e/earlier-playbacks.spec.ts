import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const DAY_MS = 24 * 3_600_000;
const HEARS = { role: 'team-lead', purposes: ['internal-training', 'service-development'] };

describe('earlier playbacks of a recording', () => {
  let server: TestServer;
  let lead: Client;
  let handler: Client;
  let id = '';

  beforeAll(async () => {
    server = await startTestServer();
    lead = await server.as((await addPerson(server, { grants: [HEARS] })).username);
    const grants = [{ role: 'complaint-handler', purposes: ['complaint'] }];
    handler = await server.as((await addPerson(server, { grants })).username);
    id = String((await server.ingest().deliver(callMetadata(server.clock.now()), wav())).body.id);
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  const listen = (client: Client, purpose: string) =>
    client.post(`/recordings/${id}/playbacks`, { purpose, reference: 'INC-1' });
  const earlier = (client: Client) => client.get(`/recordings/${id}/playbacks`);

  it('are none before the first, and a refused attempt is none either', async () => {
    await lead.post(`/recordings/${id}/playbacks`, { purpose: 'service-development' });
    expect((await earlier(lead)).body).toEqual({ count: 0, items: [] });
  });

  it('tell on which day, as what and for what, and say of whom only whether it was the one who asks', async () => {
    await listen(handler, 'complaint');
    server.clock.advance(DAY_MS);
    lead = await server.as((await addPerson(server, { grants: [HEARS] })).username);
    await listen(lead, 'service-development');
    expect((await earlier(lead)).body).toEqual({
      count: 2,
      items: [
        { on: '2026-11-25', role: 'team-lead', purpose: 'service-development', own: true, name: null },
        { on: '2026-11-24', role: 'complaint-handler', purpose: 'complaint', own: false, name: null },
      ],
    });
  });

  it('name the listener to somebody who may also read the log', async () => {
    const grants = [HEARS, { role: 'data-protection-officer' }];
    const officer = await server.as((await addPerson(server, { grants })).username);
    const { items } = (await earlier(officer)).body as { items: { name: string | null }[] };
    expect(items.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^Testi \d+$/),
      expect.stringMatching(/^Testi/),
    ]);
  });

  it('are not there for whom the recording is not there, and each look is on record', async () => {
    const grants = [{ ...HEARS, queues: ['another-queue'] }];
    const elsewhere = await server.as((await addPerson(server, { grants })).username);
    expectProblem(await earlier(elsewhere), 404, 'not-found');
    const [last] = (await loggedEvents(server, 'playbacks.listed')).slice(-1);
    expect(last).toMatchObject({ outcome: 'refused', reason: 'not-permitted', recordingId: id });
  });
});
