import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { OpenStream, settled } from '../support/open-stream.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const MEBIBYTE = 1024 * 1024;
const EXTENTS = 16;
const MINUTE_MS = 60_000;
const PURPOSE = { purpose: 'internal-training' };
const GRANT = { role: 'team-lead', purposes: ['internal-training'] };
const TODAY = helsinkiDay(NOW);

/** Larger than what lies between a server and a listener who does not read on. */
const audio = wav({ seconds: (EXTENTS * MEBIBYTE - 46) / 8000, channels: 1 });

interface Listening {
  readonly person: TestPerson;
  readonly client: Client;
  readonly recording: string;
  readonly url: string;
}

describe('listening', () => {
  let server: TestServer;
  let administrator: Client;
  let recording: string;

  beforeAll(async () => {
    server = await startTestServer();
    recording = String((await server.ingest().deliver(callMetadata(NOW), audio)).body.id);
  });

  afterEach(async () => {
    OpenStream.closeAll();
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  async function begin(grant: object = {}, ...others: Record<string, unknown>[]): Promise<Listening> {
    administrator = await server.as('yrjo.yllapito');
    const person = await addPerson(server, { grants: [{ ...GRANT, ...grant }, ...others] });
    const client = await server.as(person.username);
    const { body } = await client.post(`/recordings/${recording}/playbacks`, PURPOSE);
    return { person, client, recording, url: String(body.audioUrl) };
  }

  async function reservedCount(url: string): Promise<number> {
    const events = await loggedEvents(server, 'playback.granted', 'playback.extent-reserved');
    return events.filter(({ object }) => url.includes(`/${String(object?.id)}/`)).length;
  }

  /** Opens a stream, lets `change` happen in its middle, and sees it stop; the next request is refused. */
  async function expectStop(
    listening: Listening,
    change: () => Promise<unknown>,
    refusal: { status: number; code: string },
  ): Promise<void> {
    const { client, url } = listening;
    const stream = await OpenStream.open(client, url);
    const before = await settled(() => reservedCount(url));
    expect([stream.status, before < EXTENTS]).toEqual([200, true]);
    await change();
    expectProblem(await client.get(url, { range: 'bytes=0-99' }), refusal.status, refusal.code);
    expect(await stream.readToEnd()).toEqual({ whole: false });
    expect(await reservedCount(url)).toBeLessThanOrEqual(before + 1);
    expect(stream.receivedBytes).toBeLessThanOrEqual((before + 1) * MEBIBYTE);
  }

  function later(ms: number): () => Promise<void> {
    return () => {
      server.clock.advance(ms);
      return Promise.resolve();
    };
  }

  it('goes on to the end where nothing changes', async () => {
    const { client, url } = await begin();
    const stream = await OpenStream.open(client, url);
    await settled(() => reservedCount(url));
    expect(await stream.readToEnd()).toEqual({ whole: true });
    expect([stream.receivedBytes, await reservedCount(url)]).toEqual([EXTENTS * MEBIBYTE, EXTENTS]);
  });

  it('stops when the grant is revoked', async () => {
    const listening = await begin();
    const revoke = () => administrator.post(`/grants/${listening.person.grantIds[0]}/revocation`, { reason: 'Testi' });
    await expectStop(listening, revoke, { status: 403, code: 'not-permitted' });
  });

  it('stops when the grant is revoked also where every extent was reserved before', async () => {
    const { person, client, url } = await begin();
    expect((await client.get(url)).bytes).toHaveLength(audio.length);
    const stream = await OpenStream.open(client, url);
    await administrator.post(`/grants/${person.grantIds[0]}/revocation`, { reason: 'Testi' });
    expect(await stream.readToEnd()).toEqual({ whole: false });
  });

  it('stops when one of two grants is revoked and the other does not cover the purpose', async () => {
    const listening = await begin({}, { ...GRANT, purposes: ['service-level-study'] });
    const revoke = () => administrator.post(`/grants/${listening.person.grantIds[0]}/revocation`, { reason: 'Testi' });
    await expectStop(listening, revoke, { status: 403, code: 'playback-no-longer-allowed' });
  });

  it('stops when the person is deactivated', async () => {
    const listening = await begin();
    const deactivate = () => administrator.post(`/staff/${listening.person.id}/deactivation`, { reason: 'Testi' });
    await expectStop(listening, deactivate, { status: 401, code: 'not-signed-in' });
  });

  it('stops when the listener signs out', async () => {
    const listening = await begin();
    const signOut = () => listening.client.delete('/sessions/current');
    await expectStop(listening, signOut, { status: 401, code: 'not-signed-in' });
  });

  it('stops when the recording becomes restricted', async () => {
    const listening = await begin();
    const restrict = (restricted: boolean) => server.sql('update recording set restricted = $1', [restricted]);
    await expectStop(listening, () => restrict(true), { status: 403, code: 'playback-no-longer-allowed' });
    await restrict(false);
  });

  it('stops when the playback has ended', async () => {
    const listening = await begin();
    const end = () => listening.client.delete(listening.url.replace('/audio', '').replace('/api/v1', ''));
    await expectStop(listening, end, { status: 410, code: 'playback-expired' });
  });

  it('stops when the session has been idle for too long', async () => {
    const listening = await begin();
    await expectStop(listening, later(60 * MINUTE_MS), { status: 401, code: 'not-signed-in' });
  });

  it('stops when the time of the playback is over', async () => {
    const listening = await begin();
    const { client } = listening;
    const pass = async () => {
      server.clock.advance(50 * MINUTE_MS);
      expect((await (await client.renew()).get('/me')).status).toBe(200);
      server.clock.advance(20 * MINUTE_MS);
      await client.renew();
    };
    await expectStop(listening, pass, { status: 410, code: 'playback-expired' });
  });

  it('stops at midnight when the last day of the grant has ended', async () => {
    const midnight = startOfDay(addDays(TODAY, 1));
    server.clock.moveTo(new Date(midnight.getTime() - 10 * MINUTE_MS));
    const listening = await begin({ untilOn: TODAY });
    await expectStop(listening, later(10 * MINUTE_MS), { status: 403, code: 'not-permitted' });
  });

  it('stops at midnight when the last day of the recording has ended', async () => {
    const [row] = await server.sql<{ due_on: Day }>('select due_on from recording');
    const midnight = startOfDay(addDays(row?.due_on ?? TODAY, 1));
    server.clock.moveTo(new Date(midnight.getTime() - 10 * MINUTE_MS));
    const listening = await begin();
    await expectStop(listening, later(10 * MINUTE_MS), { status: 403, code: 'playback-no-longer-allowed' });
  });
});
