import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Alarms } from '../../src/audit/watch/alarms.js';
import { newId } from '../../src/kernel/ids.js';
import { Uptime, type MovedUptime } from '../../src/platform/machine/uptime.js';
import { SendNotices } from '../../src/platform/notify/send-notices.js';
import { WatchArrivals } from '../../src/recordings/arrivals/watch-arrivals.job.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { announce } from '../support/announce.js';
import { SmtpServer } from '../support/smtp-server.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';

const MINUTE_MS = 60_000;
const SECRET = 'a-secret-for-tests-only-a-secret-for-tests';

let server: TestServer;
let smtp: SmtpServer;
let receiver: WebhookReceiver;
let serial = 0;

const send = (at: TestServer = server) => at.app.get(SendNotices).execute();
const watch = () => server.app.get(WatchArrivals).execute();

/** A source whose audio has been missing for so long that it is an alarm. */
async function raise(): Promise<string> {
  serial += 1;
  const source = `quiet-${serial}`;
  await announce(server, { source });
  server.clock.advance(5 * 60 * MINUTE_MS);
  await watch();
  return source;
}

function messageIdsOf(messages: readonly string[]): string[] {
  return messages.map(text => /^Message-ID: (.*)$/im.exec(text)?.[1] ?? '');
}

beforeAll(async () => {
  smtp = await SmtpServer.start();
  receiver = await WebhookReceiver.start(SECRET);
  server = await startTestServer({
    env: {
      TALLENNE_MAIL_URL: smtp.url,
      TALLENNE_MAIL_FROM: 'tallenne@example.org',
      TALLENNE_ALARM_MAIL_TO: 'desk@example.org, second@example.org',
      TALLENNE_MAIL_COUNTRY: 'FI',
      TALLENNE_ALARM_WEBHOOK_URL: receiver.url,
      TALLENNE_ALARM_WEBHOOK_SECRET: SECRET,
      TALLENNE_ALARM_WEBHOOK_COUNTRY: 'FI',
      TALLENNE_PUBLIC_ORIGIN: 'https://tallenne.example.org',
    },
  });
});
beforeEach(() => {
  smtp.messages.length = 0;
  smtp.recipients.length = 0;
  receiver.calls.length = 0;
});
afterEach(async () => {
  await checkCustody(server);
});
afterAll(async () => {
  await server.stop();
  await smtp.stop();
  await receiver.stop();
});

describe('an alarm', () => {
  it('is told by one mail and one signed call, though two servers look and send at once', async () => {
    const beside = await server.beside();
    const source = await raise();
    await Promise.all([send(), send(beside), send(), send(beside)]);
    await beside.stop();
    expect(smtp.recipients).toEqual([['desk@example.org', 'second@example.org']]);
    expect(receiver.calls).toMatchObject([
      {
        signed: true,
        timestamp: Math.floor(server.clock.now().getTime() / 1000),
        body: { kind: 'audio-missing', state: 'raised', source, page: 'https://tallenne.example.org/completeness' },
      },
    ]);
    expect(receiver.calls[0]?.id).toBe(receiver.calls[0]?.body.id);
    await watch();
    expect(await server.sql('select told_at from ingest_alarm where source = $1', [source])).toEqual([
      { told_at: server.clock.now() },
    ]);
  });

  it('is told with technical names alone, first in Finnish, then in Swedish and English', async () => {
    const source = await raise();
    await send();
    const text = smtp.texts().join('');
    const places = ['puhelutallenteita puuttuu', 'samtalsinspelningar saknas', 'call recordings are missing'].map(
      words => text.indexOf(words),
    );
    expect(places[0]).toBeGreaterThan(0);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(text).toContain(source);
    expect(text + JSON.stringify(receiver.calls)).not.toMatch(/Soittaja|\+358|t@example\.org|user-support|test-\d/);
  });

  it('is told again when it is over', async () => {
    const source = await raise();
    await send();
    await server.sql(`update arrival set outcome = 'explained' where source = $1`, [source]);
    await watch();
    await send();
    expect(receiver.calls.map(({ body }) => [body.source, body.state])).toEqual([
      [source, 'raised'],
      [source, 'cleared'],
    ]);
    expect(smtp.messages).toHaveLength(2);
  });
});

describe('a message that is not taken', () => {
  it('is tried again later and later under the same id, by each way for itself', async () => {
    smtp.refusal = '451 try again';
    const source = await raise();
    expect(await send()).toBe(1); // the call
    expect(await send()).toBe(0);
    smtp.refusal = null;
    server.clock.advance(MINUTE_MS - 1);
    expect(await send()).toBe(0);
    smtp.refusal = '451 try again';
    server.clock.advance(1);
    expect(await send()).toBe(0);
    smtp.refusal = null;
    server.clock.advance(5 * MINUTE_MS - 1);
    expect(await send()).toBe(0);
    server.clock.advance(1);
    expect(await send()).toBe(1);
    expect(smtp.messages).toHaveLength(1);
    const [row] = await server.sql<{ id: string; attempts: number; fault: string }>(
      `select id, attempts, fault from notice where way = 'mail' and facts->>'source' = $1`,
      [source],
    );
    expect(row).toMatchObject({ attempts: 3, fault: '' });
    expect(messageIdsOf(smtp.messages)).toEqual([`<${row?.id ?? ''}@example.org>`]);
  });

  it('is not sent to where a webhook is redirected, and says why it failed by a code alone', async () => {
    Object.assign(receiver, { status: 307, location: `${receiver.url}/elsewhere` });
    const source = await raise();
    await send();
    expect(receiver.calls).toHaveLength(1);
    const faultOf = async () =>
      server.sql(`select fault, sent_at from notice where way = 'webhook' and facts->>'source' = $1`, [source]);
    expect(await faultOf()).toEqual([{ fault: 'status-307', sent_at: null }]);
    Object.assign(receiver, { status: 204, location: null });
    server.clock.advance(MINUTE_MS);
    await send();
    expect(receiver.calls.map(({ id }) => id)).toEqual([receiver.calls[0]?.id, receiver.calls[0]?.id]);
    expect(await faultOf()).toMatchObject([{ fault: '', sent_at: expect.any(Date) }]);
  });

  it('is claimed anew a minute after a server died while it sent, and given up after three days', async () => {
    await server.sql(`update notice set sent_at = created_at where sent_at is null`);
    smtp.refusal = '550 no';
    receiver.status = 500;
    const source = await raise();
    const state = () =>
      server.sql<{ given: boolean; attempts: number }>(
        `select given_up_at is not null as given, attempts from notice where facts->>'source' = $1 order by way`,
        [source],
      );
    await server.sql(
      `update notice set attempts = 1, next_at = next_at + interval '1 minute' where facts->>'source' = $1`,
      [source],
    ); // as a claim leaves it
    await send();
    expect((await state()).map(({ attempts }) => attempts)).toEqual([1, 1]);
    server.clock.advance(MINUTE_MS);
    await send();
    expect((await state()).map(({ attempts }) => attempts)).toEqual([2, 2]);
    server.clock.advance(3 * 24 * 60 * MINUTE_MS);
    await send();
    expect(await state()).toEqual([
      { given: true, attempts: 3 },
      { given: true, attempts: 3 },
    ]);
    smtp.refusal = null;
    receiver.status = 204;
  });
});

describe('other alarms', () => {
  it('of the brake of the purge go the same way', async () => {
    const [wrongMs, uptime] = [400 * 24 * 60 * MINUTE_MS, server.app.get<Uptime, MovedUptime>(Uptime)];
    await server.app.get(RunPurges).execute();
    server.clock.advance(wrongMs);
    uptime.leaveBehind(wrongMs);
    await server.app.get(RunPurges).execute();
    await send();
    server.clock.advance(-wrongMs);
    uptime.leaveBehind(-wrongMs);
    const page = 'https://tallenne.example.org/retention';
    expect(receiver.calls).toMatchObject([
      { body: { kind: 'purge-brake', state: 'raised', reason: 'clock-ahead', page } },
    ]);
  });

  it('of the access log go the same way', async () => {
    const eventId = newId(server.clock.now());
    await server.app.get(Alarms).raise({ kind: 'event-differs', eventId, leafIndex: 0 });
    await send();
    expect(receiver.calls).toMatchObject([
      {
        body: {
          kind: 'log-damaged',
          state: 'raised',
          reason: 'event-differs',
          page: 'https://tallenne.example.org/log-state',
        },
      },
    ]);
  });
});
