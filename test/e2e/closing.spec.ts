import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { Client } from '../support/client.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { OpenStream, settled } from '../support/open-stream.js';
import { RawConnection } from '../support/raw-connection.js';
import { audioHead, headersFor, LAST_LINE, openUpload, part } from '../support/raw-upload.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const MEBIBYTE = 1024 * 1024;
const A_LONG_DRAIN_MS = 30_000;
const A_SHORT_DRAIN_MS = 2000;
/** After which a sender who stands still would be cut in any case (`TALLENNE_IDLE_SECONDS`). */
const SOONER_THAN_IDLE_MS = 55_000;
/** Any turn of which one can say that it is no short one. */
const AT_WORK_MS = 50;
const PURPOSE = { purpose: 'service-development', reference: 'INC-1' };

/** Larger than what lies between a server and a listener who does not read on. */
const audio = wav({ seconds: (16 * MEBIBYTE - 46) / 8000, channels: 1 });

describe('an instance that closes', () => {
  let server: TestServer;
  let going: TestServer;
  let recording: string;

  beforeAll(async () => {
    server = await startTestServer();
    recording = String((await server.ingest().deliver(callMetadata(NOW), audio)).body.id);
  });

  beforeEach(async () => {
    going = await server.beside();
  });

  afterEach(async () => {
    OpenStream.closeAll();
    await checkCustody(server);
  });

  afterAll(() => server.stop());

  async function listen(): Promise<{ client: Client; url: string }> {
    const client = await going.as('maija.malli');
    const { body } = await client.post(`/recordings/${recording}/playbacks`, PURPOSE);
    return { client, url: String(body.audioUrl) };
  }

  const port = () => Number(new URL(going.url).port);

  /** Until nobody can ask the closing instance for anything. */
  async function untilRefused(): Promise<void> {
    const anybody = new Client(going.url);
    const isAnswered = () => anybody.get('/me').then(Boolean, () => false);
    while (await isAnswered()) await wait(20);
  }

  it('takes no new connection, and gives the answers that have begun to their end', async () => {
    const { client, url } = await listen();
    const stream = await OpenStream.open(client, url);
    const closed = going.stop(A_LONG_DRAIN_MS);
    await untilRefused();
    expect(await stream.readToEnd()).toEqual({ whole: true });
    expect(stream.receivedBytes).toBe(audio.length);
    await closed;
  });

  it('takes a delivery that has begun to its end', async () => {
    const small = wav({ seconds: 1 });
    const body = [
      part('metadata', JSON.stringify(callMetadata(NOW, { externalId: 'while-closing' }))),
      audioHead(),
      small,
      Buffer.from('\r\n'),
      LAST_LINE,
    ];
    server.delivered.note(small);
    const upload = await openUpload(going, Buffer.concat(body).length);
    for (const piece of body.slice(0, 2)) upload.write(piece);
    const closed = going.stop(A_LONG_DRAIN_MS);
    await untilRefused();
    for (const piece of body.slice(2)) upload.write(piece);
    const [head] = (await once(upload, 'data')) as [Buffer]; // the event's only argument
    expect(head.toString('latin1')).toMatch(/^HTTP\/1\.1 201 /);
    expect(head.toString('latin1').toLowerCase()).toContain('connection: close');
    await closed;
  });

  it('answers all whose connections the kernel had taken when it began to close', async () => {
    const waiting = Array.from({ length: 20 }, () => RawConnection.begun(port()).ask('GET /healthz'));
    const closed = going.stop(A_LONG_DRAIN_MS);
    const answers = await Promise.all(waiting.map(({ answer }) => answer));
    expect(answers.filter(answer => !answer.startsWith('HTTP/1.1 200 '))).toEqual([]);
    await closed;
  });

  it('answers whoever comes while it is at other work, after it has looked for connections and before it takes none', async () => {
    const came = Promise.withResolvers<RawConnection>();
    // The second turn from here is the one in which it finds nobody there.
    setImmediate(() =>
      setImmediate(() => {
        came.resolve(RawConnection.begun(port()).ask('GET /healthz'));
        const until = performance.now() + AT_WORK_MS;
        while (performance.now() < until);
      }),
    );
    const closed = going.stop(A_LONG_DRAIN_MS);
    expect(await (await came.promise).answer).toMatch(/^HTTP\/1\.1 200 /);
    await closed;
  });

  it('hears a request to its end that comes after the last answer, over a connection from before', async () => {
    const late = await RawConnection.connected(port());
    const closed = going.stop(A_LONG_DRAIN_MS);
    await untilRefused();
    expect(await late.ask('GET /healthz').answer).toMatch(/^HTTP\/1\.1 200 /);
    await closed;
  });

  it.each([
    ['that asks for nothing', ''],
    ['whose head stands still', 'POST /api/v1/recordings HTTP/1.1\r\nHost'],
  ])('does not wait for a connection %s', async (_, said) => {
    const silent = await RawConnection.connected(port());
    if (said !== '') silent.write(said);
    const closed = going.stop(SOONER_THAN_IDLE_MS).then(() => 'closed');
    const since = performance.now();
    expect(await silent.answer).toBe('');
    expect(await closed).toBe('closed');
    expect(performance.now() - since).toBeLessThan(SOONER_THAN_IDLE_MS);
  });

  it(
    'breaks off a body that stands still, even one whose head came after all answers',
    async () => {
      const late = await RawConnection.connected(port());
      const closed = going.stop(A_SHORT_DRAIN_MS).then(() => 'closed');
      await untilRefused();
      late.ask('POST /api/v1/recordings', { ...headersFor(server.ingestToken), 'Content-Length': '100000' });
      expect(await late.answer).toBe('');
      expect(await closed).toBe('closed');
    },
    SOONER_THAN_IDLE_MS,
  );

  it('does not wait for what has no end', async () => {
    const client = await going.as('maija.malli');
    const changes = await OpenStream.open(client, '/api/v1/me/changes');
    const closed = going.stop(A_LONG_DRAIN_MS).then(() => 'closed');
    expect(await changes.readToEnd()).toEqual({ whole: true });
    expect(await closed).toBe('closed');
  });

  it('breaks off what does not come to its end, and the log holds what was served', async () => {
    const { client, url } = await listen();
    const stream = await OpenStream.open(client, url);
    const reserved = async () =>
      (await loggedEvents(server, 'playback.extent-reserved')).filter(({ object }) => url.includes(object?.id ?? '-'));
    await settled(() => reserved().then(events => events.length));
    await going.stop(200);
    expect(await stream.readToEnd()).toEqual({ whole: false });
    const extents = await reserved();
    expect(extents.length).toBeGreaterThan(0);
    expect(stream.receivedBytes).toBeLessThan(audio.length);

    const next = await server.beside();
    const rest = await new Client(next.url, client.token).get(url, { range: `bytes=${stream.receivedBytes}-` });
    expect([rest.status, rest.bytes.length]).toEqual([206, audio.length - stream.receivedBytes]);
    await next.stop();
  });
});
