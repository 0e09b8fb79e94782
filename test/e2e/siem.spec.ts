import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { IntegrateEvents, MoveStream, StreamLag, THE_SYSTEM } from '../../src/audit/index.js';
import { AuditTrail } from '../../src/audit/index.js';
import { StreamJob } from '../../src/audit/stream/stream.job.js';
import { StreamLog } from '../../src/audit/stream/stream-log.js';
import { PruneLog } from '../../src/audit/own-retention/prune-log.js';
import { ServiceAccounts } from '../../src/identity/index.js';
import { wav } from '../support/audio.js';
import { CALLER } from '../support/canaries.js';
import { Client } from '../support/client.js';
import { leafOf, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { describeWith } from '../support/describe-with.js';
import { HeldStill } from '../support/held-still.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { SyslogReceiver } from '../support/syslog-receiver.js';
import { TlsAuthority, type Issued } from '../support/tls-authority.js';

jest.setTimeout(120_000);

const AWAY = { code: 'siem-away' };

describeWith('openssl', 'the stream of the log to a SIEM', openssl => {
  const folder = mkdtempSync(join(tmpdir(), 'tallenne-siem-'));
  let authority: TlsAuthority;
  let own: Issued;
  let receiver: SyslogReceiver;
  let server: TestServer;

  const settings = (port: number) => ({
    TALLENNE_SIEM_URL: `tls://127.0.0.1:${port}`,
    TALLENNE_SIEM_CA_FILE: authority.caFile,
    TALLENNE_SIEM_COUNTRY: 'FI',
  });
  const stream = (at = server) => at.app.get(StreamLog).execute();
  const upTo = (size: number, from = 0) => Array.from({ length: size - from }, (_, place) => from + place);

  async function grow(events: number, at = server): Promise<number> {
    const facts = { note: 'lähti "klo ]\\ 8"' };
    for (let one = 0; one < events; one += 1)
      await at.app.get(AuditTrail).recordAlone({ action: 'log.verified', actor: THE_SYSTEM, facts });
    await at.app.get(IntegrateEvents).execute();
    return sizeOf();
  }

  async function sizeOf(): Promise<number> {
    const [head] = await server.sql<{ size: number }>('select size::int as size from audit_head');
    return head?.size ?? 0;
  }

  async function cursor(): Promise<number> {
    const [row] = await server.sql<{ next: number }>('select next_index::int as next from log_stream');
    return row?.next ?? 0;
  }

  beforeAll(() => {
    authority = new TlsAuthority(openssl, folder, 'authority');
    own = authority.issue('127.0.0.1');
  });
  beforeEach(async () => {
    receiver = await SyslogReceiver.start(own);
    server = await startTestServer({ env: settings(receiver.port) });
    await server.app.get(StreamJob).onModuleDestroy(); // it would send by itself what a test wants to send
  });
  afterEach(async () => {
    await server.stop();
    await receiver.stop();
    expect(receiver.faults).toEqual([]);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('brings every leaf from the first on, in order, byte for byte, and says in the log that it began', async () => {
    await grow(3);
    await stream();
    const size = await grow(600);
    await stream();
    const told = await cursor(); // more than the test's own may have come in meanwhile
    expect(told).toBeGreaterThanOrEqual(size);
    expect(receiver.indexes()).toEqual(upTo(told));
    const rows = await server.sql<{ leaf: Buffer }>(
      'select e.leaf from audit_leaf l join audit_event e on e.id = l.event_id order by l.index',
    );
    expect(receiver.messages.map(({ text }) => text)).toEqual(
      rows.slice(0, told).map(({ leaf }) => leaf.toString('utf8')),
    );
    for (const { text, parameters, msgId, sdId, facility } of receiver.messages) {
      const leaf = leafOf(Buffer.from(text));
      expect([leaf.id, leaf.action, leaf.outcome, facility, sdId]).toEqual([
        parameters.id,
        parameters.action,
        parameters.outcome,
        13,
        'event@32473',
      ]);
      expect(leaf.action.startsWith(msgId)).toBe(true);
    }
    const [begun] = await loggedEvents(server, 'log-stream.begun');
    expect(begun).toMatchObject({
      actor: { kind: 'system' },
      facts: { destination: `127.0.0.1:${receiver.port}`, from: 0 },
    });
  });

  it.each(['reset', 'quiet'] as const)(
    'repeats after a cut in the middle (%s) what was not confirmed, and loses nothing',
    async how => {
      const before = await cursor(); // what the server has sent by itself since its start
      const size = await grow(40);
      receiver.cut = { afterMessages: 7, how };
      await expect(stream()).rejects.toMatchObject(AWAY);
      expect(receiver.indexes()).toEqual(upTo(before + 7));
      expect(await cursor()).toBe(before);
      await stream();
      const confirmed = await cursor();
      expect(confirmed).toBeGreaterThanOrEqual(size);
      expect(receiver.indexes()).toEqual([...upTo(before + 7), ...upTo(confirmed, before)]);
      await grow(5);
      await stream();
      expect(receiver.indexes().slice(before + 7)).toEqual(upTo(await cursor(), before));
    },
  );

  it('goes on where it stood after the receiver was away, and after the server was', async () => {
    await grow(10);
    await stream();
    const before = await cursor(); // events of the server's own may have come in between
    const { port } = receiver;
    await receiver.stop();
    await grow(10);
    await expect(stream()).rejects.toMatchObject(AWAY);
    receiver = await SyslogReceiver.start(own, { port });
    const beside = await server.beside();
    await stream(beside);
    await beside.stop();
    expect(receiver.indexes()).toEqual(upTo(await cursor(), before));
  });

  it('is sent by one of several instances at a time: nothing twice, nothing out of order', async () => {
    const beside = await server.beside();
    const growing = (async () => {
      for (let round = 0; round < 6; round += 1) await grow(20, round % 2 ? beside : server);
    })();
    const streaming = Array.from({ length: 12 }, (_, n) => stream(n % 2 ? beside : server));
    await Promise.all([growing, ...streaming]);
    await stream();
    await beside.stop();
    expect(receiver.indexes()).toEqual(upTo(await cursor()));
  });

  it('is told to nobody whose certificate is of another authority, or of another name', async () => {
    await grow(2);
    const stranger = new TlsAuthority(openssl, folder, 'stranger');
    for (const issued of [stranger.issue('127.0.0.1'), authority.issue('siem.example.org')]) {
      const other = await SyslogReceiver.start(issued);
      const beside = await server.beside(settings(other.port));
      await beside.app.get(StreamJob).onModuleDestroy();
      await expect(stream(beside)).rejects.toMatchObject(AWAY);
      expect([other.messages, other.connections]).toEqual([[], expect.any(Number)]);
      await beside.stop();
      await other.stop();
    }
  });

  it('shows its certificate where one is asked for, and brings nothing without', async () => {
    const strict = await SyslogReceiver.start(own, { clientCaFile: authority.caFile });
    const client = authority.issue('tallenne.example.org');
    const shown = { TALLENNE_SIEM_CERTIFICATE_FILE: client.certificateFile, TALLENNE_SIEM_KEY_FILE: client.keyFile };
    const without = await server.beside(settings(strict.port));
    await without.app.get(StreamJob).onModuleDestroy();
    await expect(stream(without)).rejects.toMatchObject(AWAY);
    expect(strict.messages).toEqual([]);
    await without.stop();
    const beside = await server.beside({ ...settings(strict.port), ...shown });
    const size = await sizeOf(); // more events may follow while it is told
    await stream(beside);
    expect(strict.indexes().slice(0, size)).toEqual(upTo(size));
    await beside.stop();
    await strict.stop();
  });

  it('is moved by somebody who says why, which is an event', async () => {
    await grow(9);
    await stream();
    const size = await cursor(); // events of the server's own may have come in between
    const actor = { kind: 'system', id: null, sessionId: null, address: null } as const;
    await expect(server.app.get(MoveStream).execute(size + 1000, 'Liian pitkälle', actor)).rejects.toMatchObject({
      code: 'not-in-log',
    });
    expect(await server.app.get(MoveStream).execute(4, 'SIEM asennettiin uudelleen', actor)).toBe(size);
    const [moved] = await loggedEvents(server, 'log-stream.moved');
    expect(moved).toMatchObject({ facts: { from: size, to: 4 }, commitments: { reason: expect.any(String) } });
    await server.app.get(IntegrateEvents).execute();
    await stream();
    expect(receiver.indexes()).toEqual([...upTo(size), ...upTo(await cursor(), 4)]);
  });

  it('is moved by nobody where nobody is told', async () => {
    const untold = await startTestServer();
    const moved = untold.app.get(MoveStream).execute(0, 'Alusta', THE_SYSTEM);
    await expect(moved).rejects.toMatchObject({ code: 'no-log-stream' });
    await untold.stop();
  });

  it('passes over what was pruned before it could be told, once and on record, whoever is first at it', async () => {
    await server.stop();
    await receiver.stop();
    receiver = await SyslogReceiver.start(own);
    server = await startTestServer({ at: new Date('2020-11-20T07:00:00Z'), env: settings(receiver.port) });
    await server.app.get(StreamJob).onModuleDestroy();
    await grow(3);
    await stream();
    await grow(600);
    server.clock.moveTo(NOW);
    await grow(1);
    const told = await cursor();
    await server.app.get(PruneLog).execute();
    await HeldStill.by(server, ['select from log_stream for update'], async held => {
      const both = [stream(), stream()];
      await held.until(2, ...both);
      await held.letGo();
      await Promise.all(both);
    });
    const moves = await loggedEvents(server, 'log-stream.moved');
    expect(moves.map(({ facts }) => facts)).toMatchObject([{ from: told, to: 512, because: 'pruned' }]);
    expect(receiver.indexes()).toEqual([...upTo(told), ...upTo(await cursor(), 512)]);
  });

  it('has nothing to tell where all is told, and is behind nothing where no log has begun', async () => {
    await grow(2);
    await stream();
    await server.app.get(IntegrateEvents).execute(); // that the stream began is the last event
    await stream();
    expect(await stream()).toBe(0);
    await server.sql('begin; set local session_replication_role = replica; delete from audit_head; commit');
    expect(await server.app.get(StreamLag).read()).toBeNull();
  });

  it('stops before a leaf whose event is gone, instead of passing over it', async () => {
    await grow(6);
    await stream();
    const size = await grow(6);
    await server.sql(`begin; set local session_replication_role = replica;
      delete from audit_event where id = (select event_id from audit_leaf where index = ${size - 3}); commit`);
    await expect(stream()).rejects.toMatchObject({ code: 'log-stream-gap' });
    expect(receiver.indexes().at(-1)).toBeLessThan(size - 3);
    await server.sql(`begin; set local session_replication_role = replica;
      delete from audit_event where id in (select event_id from audit_leaf where index >= ${await cursor()}); commit`);
    await expect(stream()).rejects.toMatchObject({ code: 'log-stream-gap' });
    expect((await server.app.get(StreamLag).read())?.oldestAt).toBeInstanceOf(Date);
  });

  it('carries nothing of a caller', async () => {
    const metadata = callMetadata(server.clock.now(), { note: `${CALLER.name} ${CALLER.phone}` });
    await server.ingest().deliver(metadata, wav());
    const listener = await server.as('risto.reklamaatio');
    await listener.get(`/recordings?phone=%2B358401234567&name=Soittaja`);
    await server.app.get(IntegrateEvents).execute();
    await stream();
    const told = receiver.messages.map(({ text }) => text).join('\n');
    expect(told).toContain('recording.ingested');
    const words = ['Soittaja', '401234567', '240688U9367', 't@example.org', CALLER.name, '765 4321'];
    expect(words.filter(word => told.includes(word))).toEqual([]);
  });

  it('tells how far it is behind, and tries a receiver that is away less and less often', async () => {
    const draft = { name: 'monitoring', role: 'metrics', expiresOn: '2027-02-24' } as const;
    const { token } = await server.app.get(ServiceAccounts).create(draft, THE_SYSTEM);
    const lag = async () => {
      const text = (await new Client(server.url, token).get('/metrics')).bytes.toString();
      return Number(/^tallenne_siem_lag_events (\d+)$/m.exec(text)?.[1] ?? Number.NaN);
    };
    const { port } = receiver;
    await grow(4);
    await stream();
    const told = await cursor();
    await server.app.get(IntegrateEvents).execute();
    const begun = await lag();
    await receiver.stop();
    await grow(8);
    expect(await lag()).toBeGreaterThanOrEqual(begun + 8);
    const tries: number[] = [];
    const spied = server.app.get(StreamLog);
    const original = spied.execute.bind(spied);
    let look = 0;
    spied.execute = () => {
      tries.push(look);
      return original();
    };
    const job = new StreamJob(spied);
    for (look = 0; look < 16; look += 1) await job.look();
    expect(tries.length).toBeLessThanOrEqual(5);
    receiver = await SyslogReceiver.start(own, { port });
    for (look = 16; receiver.messages.length === 0 && look < 100; look += 1) await job.look();
    expect(receiver.indexes()[0]).toBe(told);
    expect(await lag()).toBeLessThan(8);
  });
});
