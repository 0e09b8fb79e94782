import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { ServiceAccounts } from '../../src/identity/index.js';
import { LimitHits, TellLimitHitsJob } from '../../src/platform/http/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { Client, type Answer } from '../support/client.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { OpenStream } from '../support/open-stream.js';
import { overhearOutput } from '../support/overheard.js';
import { audioHead, openUpload, part } from '../support/raw-upload.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { Unhurried } from '../support/unhurried.js';
import { scimClient } from './scim/scim-client.js';

const MEBIBYTE = 1024 * 1024;
/** Larger than what lies between a server and a listener who does not read on. */
const audio = wav({ seconds: (16 * MEBIBYTE - 46) / 8000, channels: 1 });
const LISTENING = { purpose: 'service-development', reference: 'INC-1' };

let server: TestServer;

async function start(env: Record<string, string>): Promise<void> {
  server = await startTestServer({ env });
}

async function stop(): Promise<void> {
  await checkCustody(server);
  await server.stop();
}

afterEach(() => {
  Unhurried.closeAll();
  OpenStream.closeAll();
});

/** Asks one after the other until it is refused; gives how many were answered, and the refusal. */
async function untilRefused(ask: () => Promise<Answer>, limit: number): Promise<{ taken: number; refusal: Answer }> {
  for (let taken = 0; taken <= MINUTES * limit; taken += 1) {
    const answer = await ask();
    if (answer.status === 429) return { taken, refusal: answer };
    expect(answer.status).toBe(200);
  }
  throw new Error(`a limit of ${limit} a minute was never reached`);
}

/** On a busy machine a minute may end before its limit is reached; the next one begins anew. */
const MINUTES = 4;

function expectTooMany(refusal: Answer): void {
  expectProblem(refusal, 429, 'too-many-requests');
  const seconds = Number(refusal.headers.get('retry-after'));
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(refusal.body.retryAfterSeconds).toBe(seconds);
  expect(refusal.headers.get('cache-control')).toBe('no-store');
  expect(refusal.headers.get('x-content-type-options')).toBe('nosniff');
}

/** How often each limit was reached, as /metrics tells it. */
async function hits(): Promise<Record<string, number>> {
  const { values } = await server.app.get(LimitHits).counter.get();
  return Object.fromEntries(values.map(({ labels, value }) => [String(labels.limit), value]));
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const givenUpAt = performance.now() + 90_000;
  while (!(await condition())) {
    if (performance.now() > givenUpAt) throw new Error('it has not come about');
    await wait(50);
  }
}

describe('too many requests', () => {
  const LIMIT = 60;

  beforeAll(() =>
    start({ TALLENNE_REQUESTS_PER_MINUTE: `${LIMIT}`, TALLENNE_MACHINE_REQUESTS_PER_MINUTE: `${LIMIT}` }),
  );
  afterAll(stop);

  it('of a person are refused in all of their sessions, with one event, and others go on', async () => {
    const [maija, again, eero] = [
      await server.as('maija.malli'),
      await server.as('maija.malli'),
      await server.as('eero.esimerkki'),
    ];
    const events = await eventsDuring(server, async () => {
      const { refusal } = await untilRefused(() => maija.get('/me'), LIMIT);
      const refusals = [
        refusal,
        await again.get('/me'),
        await maija.post('/recordings/searches', { phone: '+358401234567' }),
      ];
      refusals.forEach(expectTooMany);
      expect((await eero.get('/me')).status).toBe(200);
    });
    expect(events).toMatchObject([
      {
        action: 'route.refused',
        outcome: 'refused',
        reason: 'too-many-requests',
        actor: { kind: 'staff', id: server.ids.get('maija.malli') },
      },
    ]);
  });

  it('of a machine are counted apart from people and from other machines', async () => {
    const scraping = { name: 'monitoring', role: 'metrics', expiresOn: '2027-02-24' } as const;
    const { token } = await server.app.get(ServiceAccounts).create(scraping, THE_SYSTEM);
    const { refusal } = await untilRefused(() => new Client(server.url, token).get('/metrics'), LIMIT);
    expectTooMany(refusal);
    expect((await server.ingest().deliver(callMetadata(NOW), wav())).status).toBe(201);
    expect((await (await server.as('liisa.lupa')).get('/me')).status).toBe(200);
  });

  it('of a directory are refused in the words of SCIM, with the time to wait', async () => {
    const directory = await scimClient(server);
    const { refusal } = await untilRefused(() => directory.get('/ServiceProviderConfig'), LIMIT);
    expect(refusal.body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '429' });
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });

  it('are told in one line a minute, by their number and without whose they were', async () => {
    const output = overhearOutput();
    try {
      server.app.get(TellLimitHitsJob).tell();
      server.app.get(TellLimitHitsJob).tell();
    } finally {
      output.end();
    }
    expect(output.said()).toMatch(/limits were reached in the last minute: person \d+, machine \d+/);
    expect(output.said().match(/limits were reached/g)).toHaveLength(1);
    expect(output.said()).not.toMatch(/127\.0\.0\.1|maija|[0-9a-f]{8}-[0-9a-f]{4}/);
    expect(await hits()).toMatchObject({ person: expect.any(Number), machine: expect.any(Number) });
  });
});

describe('an address that asks too much', () => {
  const LIMIT = 60;
  const from = (address: string, path = '/settings') => server.anonymous().get(path, { 'x-forwarded-for': address });

  beforeAll(() => start({ TALLENNE_ADDRESS_REQUESTS_PER_MINUTE: `${LIMIT}`, TALLENNE_TRUSTED_PROXY: '127.0.0.1' }));
  afterAll(stop);

  it('is refused whoever asks and whatever for, and other addresses are served', async () => {
    expectTooMany((await untilRefused(() => from('192.0.2.7'), LIMIT)).refusal);
    expectTooMany(await from('192.0.2.7', '/no-such-thing'));
    expect((await from('192.0.2.8')).status).toBe(200);
    expect((await from('192.0.2.7', '/healthz')).status).toBe(200);
  });

  it('is a whole network of IPv6, since one machine has all of it', async () => {
    let host = 0;
    const { refusal } = await untilRefused(() => from(`2001:db8:1:2::${(host += 1).toString(16)}`), LIMIT);
    expectTooMany(refusal);
    expect((await from('2001:db8:1:3::1')).status).toBe(200);
  });

  it('is not that of a machine, whose requests are counted by its token', async () => {
    const ingest = server.ingest();
    for (let call = 0; call < LIMIT + 5; call += 1) {
      expect((await ingest.get('/metrics', { 'x-forwarded-for': '192.0.2.9' })).status).not.toBe(429);
    }
    expect((await from('192.0.2.9')).status).toBe(200);
  });

  it('stops no machine there, whatever is asked without a token or with wrong ones', async () => {
    const address = { 'x-forwarded-for': '192.0.2.11' };
    const wrong = new Client(server.url, 'tlnsvc_no-token-of-anybody');
    const ingest = server.ingest();
    const deliver = async () => (await ingest.get('/metrics', address)).status;
    await untilRefused(() => from('192.0.2.11'), LIMIT);
    expect(await deliver()).not.toBe(429);
    const answers: number[] = [];
    for (let call = 0; call <= MINUTES * LIMIT && answers.at(-1) !== 429; call += 1)
      answers.push((await wrong.get('/metrics', address)).status);
    expect([answers[0], answers.at(-1)]).toEqual([401, 429]);
    expect(answers.length).toBeGreaterThanOrEqual(LIMIT);
    expect(await deliver()).not.toBe(429);
  });

  it('has its body refused unread', async () => {
    await untilRefused(() => from('192.0.2.10'), LIMIT);
    const line = await Unhurried.to(server.url);
    line.send(
      'POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.10\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{',
    );
    expect(await line.answered()).toMatch(/^HTTP\/1\.1 429 /);
  });
});

describe('a connection on which the server waits', () => {
  beforeAll(() => start({ TALLENNE_IDLE_SECONDS: '1' }));
  afterAll(stop);

  async function listening(): Promise<{ client: Client; url: string }> {
    const { body } = await server.ingest().deliver(callMetadata(NOW), audio);
    const client = await server.as('maija.malli');
    const playback = await client.post(`/recordings/${String(body.id)}/playbacks`, LISTENING);
    return { client, url: String(playback.body.audioUrl) };
  }

  it('is cut where a listener stops reading, and the log tells at least what was served', async () => {
    const { client, url } = await listening();
    const line = await Unhurried.to(server.url);
    line.send(`GET ${url} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${client.token}\r\n\r\n`);
    expect(await line.answered()).toMatch(/^HTTP\/1\.1 200 /);
    line.stopReading();
    await until(async () => (await hits())['slow-reader'] === 1);
    await line.closed();
    expect(line.receivedBytes).toBeLessThan(audio.length);
    const reserved = (await loggedEvents(server, 'playback.granted', 'playback.extent-reserved')).length;
    expect(reserved * MEBIBYTE).toBeGreaterThanOrEqual(line.receivedBytes - MEBIBYTE);
    expect((await client.get(url, { range: 'bytes=0-99' })).status).toBe(206);
  });

  it('goes on under a listener who is slow and does read', async () => {
    const { client, url } = await listening();
    const before = (await hits())['slow-reader'];
    const stream = await OpenStream.open(client, url);
    const { whole } = await stream.readToEnd(async () => {
      await wait(15);
    });
    expect([whole, stream.receivedBytes]).toEqual([true, audio.length]);
    expect((await hits())['slow-reader']).toBe(before);
  });

  it('is cut where a head does not come to its end, though a line comes now and then', async () => {
    const line = await Unhurried.to(server.url);
    line.send('GET /healthz HTTP/1.1\r\nHost: x\r\n');
    while (line.isOpen) {
      line.send('X-More: 1\r\n');
      await wait(200);
    }
    expect(line.received).not.toMatch(/^HTTP\/1\.1 200 /);
  });

  it('is cut where nobody asks for anything', async () => {
    await (await Unhurried.to(server.url)).closed();
  });

  it.each([
    ['stands still', 0],
    ['comes byte by byte', 200],
  ])('is cut where a body %s', async (_, everyMs) => {
    const before = (await hits())['slow-sender'] ?? 0;
    const line = await Unhurried.to(server.url);
    line.send(
      'POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    );
    while (line.isOpen) {
      if (everyMs > 0) line.send(' ');
      await wait(everyMs || 100);
    }
    expect((await hits())['slow-sender']).toBe(before + 1);
  });

  it('is cut in the middle of a delivery, of which nothing stays but the refusal', async () => {
    const socket = await openUpload(server, 100_000);
    socket.write(
      Buffer.concat([part('metadata', JSON.stringify(callMetadata(NOW))), audioHead(), wav().subarray(0, 500)]),
    );
    await until(() => socket.closed);
    const refused = () => loggedEvents(server, 'recording.refused');
    await until(async () => (await refused()).length > 0);
    expect(await refused()).toMatchObject([{ reason: 'upload-broken' }]);
  });

  it.each(['says that no more comes', 'goes'])('is no fault of the server where in a body the sender %s', async how => {
    const output = overhearOutput();
    try {
      const line = await Unhurried.to(server.url);
      line.send(
        'POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"username":',
      );
      await wait(100); // the server has begun to read
      if (how === 'goes') line.reset();
      else line.sendNoMore();
      await line.closed();
      expect(line.received.startsWith('HTTP/1.1 5')).toBe(false);
      expect((await server.anonymous().get('/settings')).status).toBe(200);
    } finally {
      output.end();
    }
    expect(output.said()).not.toContain('internal-error');
  });

  it('stays where the server tells now and then that it lives', async () => {
    const client = await server.as('maija.malli');
    const stream = await OpenStream.open(client, '/api/v1/me/changes?since=0');
    await wait(4000);
    expect((await client.get('/me')).status).toBe(200);
    expect([stream.status, stream.isOpen]).toEqual([200, true]);
  });
});

describe('connections', () => {
  const ALL = 30;
  const OF_ADDRESS = 20;
  const HEALTH = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';

  afterEach(stop);

  it('over the limit of an address are closed at once, and those that are open go on', async () => {
    await start({ TALLENNE_CONNECTIONS: '1000', TALLENNE_ADDRESS_CONNECTIONS: `${OF_ADDRESS}` });
    await expectFloodWithstood(OF_ADDRESS, 'address-connections');
  });

  it('over the limit of the server are closed at once, also those of a proxy, which has no limit of its own', async () => {
    await start({
      ...{ TALLENNE_CONNECTIONS: `${ALL}`, TALLENNE_ADDRESS_CONNECTIONS: '5' },
      TALLENNE_TRUSTED_PROXY: '127.0.0.0/8',
    });
    await expectFloodWithstood(ALL, 'connections');
  });

  async function expectFloodWithstood(limit: number, name: string): Promise<void> {
    const first = await Unhurried.to(server.url);
    first.send(HEALTH);
    expect(await first.answered()).toMatch(/^HTTP\/1\.1 200 /);
    const flood = await Promise.all(Array.from({ length: 3 * limit }, () => Unhurried.to(server.url)));
    await until(() => flood.filter(({ isOpen }) => isOpen).length < limit);
    expect((await hits())[name]).toBeGreaterThanOrEqual(2 * limit);
    first.send(HEALTH);
    await until(() => first.received.split('HTTP/1.1 200 ').length === 3);
    const [open] = flood.filter(({ isOpen }) => isOpen);
    open?.send(HEALTH);
    expect(await open?.answered()).toMatch(/^HTTP\/1\.1 200 /);
    Unhurried.closeAll();
    await until(
      async () =>
        (
          await server
            .anonymous()
            .get('/healthz')
            .catch(() => null)
        )?.status === 200,
    );
  }
});
