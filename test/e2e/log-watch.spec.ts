import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditTrail, LastVerification, LogGate, THE_SYSTEM } from '../../src/audit/index.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { IntegrationJob } from '../../src/audit/integration/integration.job.js';
import { Alarms } from '../../src/audit/watch/alarms.js';
import { OwnEvents } from '../../src/audit/watch/own-events.js';
import { VerifyLog } from '../../src/audit/watch/verify-log.js';
import { SelfAudit } from '../../src/audit/watch/self-audit.js';
import { helsinkiDay } from '../../src/kernel/calendar.js';
import { wav } from '../support/audio.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const purpose = { purpose: 'service-development', reference: 'INC-1' };

/** What the owner of the database does behind the server's back; the log's own triggers are switched off for it. */
describe('the watch over the log', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.stop());

  it('raises no alarm while the log grows, whoever integrates', async () => {
    const other = await server.beside();
    await events(600);
    await Promise.all([lookAfter(), lookAfter(other)]);
    await lookAfter();
    expect(await alarms()).toEqual([]);
    expect(server.app.get(LogGate).reasons()).toEqual([]);
    await other.stop();
  });

  it('raises an alarm for an event that was taken away before it had its place', async () => {
    const id = await takenAway();
    await server.app.get(SelfAudit).execute();
    expect(await alarms()).toContainEqual({ kind: 'event-absent', event_id: id, leaf_index: null });
  });

  it('raises an alarm for an event that was taken away although its leaf is there', async () => {
    const [id] = await events(1);
    await pastTriggers(`delete from audit_event where id = '${id}'`);
    await server.app.get(SelfAudit).execute();
    expect(await alarms()).toEqual([expect.objectContaining({ kind: 'event-absent', event_id: id })]);
  });

  it('raises an alarm for an event that is another than this instance wrote', async () => {
    const [id] = await events(1);
    await pastTriggers(`delete from audit_leaf where event_id = '${id}'; delete from audit_pending where event_id = '${id}';
      insert into audit_leaf values (900, '${id}', sha256('forged'))`);
    await server.app.get(SelfAudit).execute();
    expect(await alarms()).toContainEqual({ kind: 'event-differs', event_id: id, leaf_index: 900 });
  });

  it.each([
    ['leaf', 'delete from audit_leaf where index = 77', { kind: 'tile-differs', leaf_index: 77 }],
    [
      'event',
      'delete from audit_event e using audit_leaf l where l.event_id = e.id and l.index = 78',
      { kind: 'event-absent', leaf_index: 78 },
    ],
    [
      'byte',
      `update audit_event e set leaf = leaf || ' ' from audit_leaf l where l.event_id = e.id and l.index = 79`,
      { kind: 'event-differs', leaf_index: 79 },
    ],
    [
      'tile',
      `update audit_tile set hashes = set_byte(hashes, 80 * 32, 1 + get_byte(hashes, 80 * 32) % 255) where level = 0`,
      { kind: 'tile-differs', leaf_index: 80 },
    ],
  ])('raises an alarm for one removed or altered %s in the middle of the log', async (_, change, alarm) => {
    await events(300);
    await lookAfter();
    await pastTriggers(change);
    await lookUntilAlarm();
    expect(await alarms()).toEqual([expect.objectContaining(alarm)]);
  });

  it('raises an alarm for a leaf that is missing at the growing edge, and builds nothing on it', async () => {
    await events(3);
    await server.app.get(IntegrateEvents).execute();
    await pastTriggers('delete from audit_leaf where index = (select max(index) from audit_leaf)');
    await events(1);
    await lookUntilAlarm();
    expect((await alarms()).map(({ kind }) => kind)).toContain('tree-not-whole');
  });

  it('raises an alarm for a head that is put back', async () => {
    await events(3);
    await lookAfter();
    await server.sql('create table before as select * from audit_head');
    await events(3);
    await lookAfter();
    await pastTriggers(`update audit_head h set size = b.size, root = b.root, checkpoint = b.checkpoint from before b`);
    await server.app.get(SelfAudit).execute();
    expect((await alarms()).map(({ kind }) => kind)).toContain('head-not-continued');
  });

  it('raises an alarm for what the nightly verification finds, which runs once a night', async () => {
    await events(3);
    await lookAfter();
    await pastTriggers(
      `update audit_event e set purpose = 'complaint' from audit_leaf l where l.event_id = e.id and l.index = 1`,
    );
    expect(await server.app.get(VerifyLog).execute()).toBe(true);
    expect(await server.sql('select outcome from audit_verification')).toEqual([{ outcome: 'finding' }]);
    expect(await alarms()).toEqual([expect.objectContaining({ kind: 'verification-finding', leaf_index: 1 })]);
    expect(await server.app.get(VerifyLog).execute()).toBe(false);
  });

  it('closes playback on every instance until an auditor has cleared the alarm with a reason', async () => {
    const other = await server.beside();
    const { body } = await server.ingest().deliver(callMetadata(NOW), wav({ seconds: 1 }));
    const path = `/recordings/${String(body.id)}/playbacks`;
    const maija = await server.as('maija.malli');
    const { body: before } = await maija.post(path, purpose);
    await takenAway();
    await server.app.get(SelfAudit).execute();
    await other.app.get(SelfAudit).execute();

    expect(await maija.post(path, purpose)).toMatchObject({
      status: 503,
      body: { code: 'log-closed', because: 'alarm' },
    });
    expect(await (await other.as('maija.malli')).post(path, purpose)).toMatchObject({ status: 503 });
    const audio = await maija.get(String(before.audioUrl));
    expect((await maija.request('HEAD', String(before.audioUrl))).status).toBe(503);
    expect([audio.status, audio.body.code]).toEqual([503, 'log-closed']);
    expect((await loggedEvents(server, 'playback.refused')).map(({ reason }) => reason)).toEqual([
      'log-closed',
      'log-closed',
    ]);

    const [alarm] = await server.sql<{ id: string }>('select id from audit_alarm');
    const clearance = `/audit/alarms/${alarm?.id ?? ''}/clearance`;
    const administrator = await server.as('yrjo.yllapito');
    expect((await administrator.get('/audit/alarms')).body.items).toHaveLength(1);
    expect((await administrator.post(clearance, { reason: 'ei mitään' })).status).toBe(403);
    const auditor = await server.as('aila.auditoija');
    expect((await auditor.post(clearance, {})).status).toBe(400);
    expect((await auditor.post(clearance, { reason: 'Tutkittu: levyn vika, rivi on kopiossa.' })).status).toBe(204);
    expect((await auditor.post(clearance, { reason: 'uudestaan' })).status).toBe(409);
    expect((await maija.post(path, purpose)).status).toBe(201);
    await other.app.get(SelfAudit).execute();
    expect(other.app.get(LogGate).reasons()).toEqual([]);
    expect(await loggedEvents(server, 'log.alarm-raised', 'log.alarm-cleared')).toHaveLength(2);
    await other.stop();
  });

  it('keeps playback closed when the alarm’s own row is taken away', async () => {
    await takenAway();
    await server.app.get(SelfAudit).execute();
    await server.sql('delete from audit_alarm');
    await server.app.get(SelfAudit).execute();
    expect(server.app.get(LogGate).reasons()).toEqual(['alarm']);
  });

  it('does not ring again for a place that an auditor has cleared', async () => {
    await events(300);
    await lookAfter();
    await pastTriggers('delete from audit_leaf where index = 77');
    await lookUntilAlarm();
    const [alarm] = await server.sql<{ id: string }>('select id from audit_alarm');
    const auditor = await server.as('aila.auditoija');
    await auditor.post(`/audit/alarms/${alarm?.id ?? ''}/clearance`, { reason: 'Tutkittu.' });
    for (let look = 0; look < 4; look += 1) await server.app.get(SelfAudit).execute();
    expect(await alarms()).toHaveLength(1);
    expect(server.app.get(LogGate).isClosed('alarm')).toBe(false);
  });

  it('raises another alarm for what the verification finds elsewhere, although an auditor has cleared the first', async () => {
    await events(3);
    await lookAfter();
    await alterPurpose(1);
    await server.app.get(VerifyLog).execute();
    await clearAll();
    expect(server.app.get(LogGate).reasons()).toEqual([]);
    await alterPurpose(2);
    server.clock.moveTo(new Date(NOW.getTime() + 86_400_000));
    await server.app.get(VerifyLog).execute();
    expect((await alarms()).map(({ leaf_index }) => leaf_index)).toEqual([1, 2]);
    expect(server.app.get(LogGate).reasons()).toEqual(['alarm']);
  });

  it('raises another alarm for an edge that is damaged again after the log has grown', async () => {
    for (const size of [1, 2]) {
      await events(3);
      await server.app.get(IntegrateEvents).execute();
      await pastTriggers(`create table if not exists gone as select * from audit_leaf with no data;
        insert into gone select * from audit_leaf where index = (select max(index) from audit_leaf);
        delete from audit_leaf where index = (select max(index) from audit_leaf)`);
      await events(1);
      await untilAlarms('tree-not-whole', size);
      await pastTriggers('insert into audit_leaf select * from gone; delete from gone');
      await clearAll();
      await lookAfter();
    }
  });

  it('takes nothing for cleared that an auditor has not cleared, whatever the row says, and shows it so', async () => {
    await takenAway();
    await server.app.get(SelfAudit).execute();
    await server.sql(`update audit_alarm set cleared_at = now(), cleared_by = (select id from staff limit 1)`);
    await server.app.get(SelfAudit).execute();
    expect(server.app.get(LogGate).reasons()).toEqual(['alarm']);
    const auditor = await server.as('aila.auditoija');
    expect((await auditor.get('/audit/alarms')).body.items).toMatchObject([{ clearedAt: null, clearedBy: null }]);
    await clearAll();
    expect(server.app.get(LogGate).reasons()).toEqual([]);
  });

  it('takes a clearing for one of its own place only', async () => {
    await events(300);
    await lookAfter();
    await server.app.get(Alarms).raise({ kind: 'event-absent', eventId: null, leafIndex: 3 });
    await clearAll();
    await server.sql(
      'update audit_alarm set leaf_index = 77, event_id = (select event_id from audit_leaf where index = 77)',
    );
    await pastTriggers('delete from audit_event e using audit_leaf l where l.event_id = e.id and l.index = 77');
    for (let look = 0; look < 4; look += 1) await server.app.get(SelfAudit).execute();
    expect(server.app.get(LogGate).reasons()).toEqual(['alarm']);
  });

  it('keeps playback closed where an alarm’s row was taken away before an instance began', async () => {
    const id = await takenAway();
    await server.app.get(SelfAudit).execute();
    await server.sql('delete from audit_alarm');
    const other = await server.beside();
    await other.app.get(SelfAudit).execute();
    expect(other.app.get(LogGate).isClosed('alarm')).toBe(true);
    expect(await alarms()).toContainEqual({ kind: 'event-absent', event_id: id, leaf_index: null });
    await other.stop();
  });

  it.each([
    ['that it was verified', `now(), 'verified'`],
    ['that somebody is at it', 'null, null'],
  ])('verifies the log of a night of which a row says %s, and nobody has signed it', async (_what, ended) => {
    const night = `'${helsinkiDay(server.clock.now())}'`;
    await server.sql(`insert into audit_verification (id, night, started_at, finished_at, outcome)
      values (gen_random_uuid(), ${night}, now(), ${ended})`);
    expect(await server.app.get(LastVerification).find()).toBeNull();
    expect(await server.app.get(VerifyLog).execute()).toBe(true);
    expect(await server.app.get(LastVerification).find()).toMatchObject({ outcome: 'verified' });
    expect(await server.app.get(VerifyLog).execute()).toBe(false);
  });

  it('tells no verification of a night to come, and none whose row was altered', async () => {
    await server.app.get(VerifyLog).execute();
    await server.sql(`insert into audit_verification select gen_random_uuid(), '2099-12-31', started_at, finished_at, size,
      outcome, finding, note from audit_verification`);
    expect(await server.app.get(LastVerification).find()).toMatchObject({ outcome: 'verified' });
    await server.sql(`update audit_verification set size = size + 1`);
    expect(await server.app.get(LastVerification).find()).toBeNull();
  });

  it('waits for late events without an alarm, is not ready meanwhile, and opens by itself', async () => {
    const blocked = await holdTheHead();
    await events(1);
    await untilLate();
    expect((await server.anonymous().get('/readyz')).status).toBe(503);
    expect(await alarms()).toEqual([]);
    await blocked.letGo();
    await lookAfter();
    expect((await server.anonymous().get('/readyz')).status).toBe(200);
    expect(server.app.get(LogGate).reasons()).toEqual([]);
  }, 30_000);

  it('counts events as late where nobody can tell what became of them, and opens when somebody can', async () => {
    const { body } = await server.ingest().deliver(callMetadata(NOW), wav({ seconds: 1 }));
    const maija = await server.as('maija.malli');
    await lookAfter();
    const leaves = await hold('lock table audit_leaf in access exclusive mode');
    await events(1);
    await untilLate();
    const path = `/recordings/${String(body.id)}/playbacks`;
    expect(await maija.post(path, purpose)).toMatchObject({ status: 503, body: { because: 'late' } });
    await leaves.letGo();
    await lookAfter();
    expect(server.app.get(LogGate).reasons()).toEqual([]);
    expect(await alarms()).toEqual([]);
  }, 30_000);

  /** An event that somebody removed before integration came to it. */
  async function takenAway(): Promise<string> {
    const head = await holdTheHead();
    const [id = ''] = await events(1);
    await server.sql(`do $$ begin set local session_replication_role = replica;
      delete from audit_pending where event_id = '${id}'; delete from audit_event where id = '${id}'; end $$`);
    await head.letGo();
    return id;
  }

  function alterPurpose(index: number): Promise<void> {
    return pastTriggers(
      `update audit_event e set purpose = 'complaint' from audit_leaf l where l.event_id = e.id and l.index = ${index}`,
    );
  }

  /** As an auditor who has looked into each. */
  async function clearAll(): Promise<void> {
    const auditor = await server.as('aila.auditoija');
    const { body } = await auditor.get('/audit/alarms');
    const open = (body.items as { id: string; clearedAt: string | null }[]).filter(
      ({ clearedAt }) => clearedAt === null,
    );
    for (const { id } of open)
      expect((await auditor.post(`/audit/alarms/${id}/clearance`, { reason: 'Tutkittu.' })).status).toBe(204);
  }

  async function untilAlarms(kind: string, count: number): Promise<void> {
    const began = performance.now();
    while ((await alarms()).filter(alarm => alarm.kind === kind).length < count && performance.now() - began < 25_000)
      await server.app.get(IntegrationJob).look();
    expect((await alarms()).filter(alarm => alarm.kind === kind)).toHaveLength(count);
  }

  /** The jobs of the server look as well, so who raises it is open. */
  async function lookUntilAlarm(): Promise<void> {
    const began = performance.now();
    while ((await alarms()).length === 0 && performance.now() - began < 25_000) {
      await server.app.get(IntegrationJob).look();
      await server.app.get(SelfAudit).execute();
    }
  }

  async function untilLate(): Promise<void> {
    const began = performance.now();
    while (!server.app.get(LogGate).isClosed('late')) {
      if (performance.now() - began > 20_000) throw new Error('never late');
      await server.app
        .get(SelfAudit)
        .execute()
        .catch(() => undefined);
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }

  /** As a long transaction of somebody else would. */
  function holdTheHead(): Promise<{ letGo(): Promise<void> }> {
    return hold('select from audit_head for update');
  }

  async function hold(statement: string): Promise<{ letGo(): Promise<void> }> {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: server.database.superuserUrl });
    await client.connect();
    await client.query('begin');
    await client.query(statement);
    return {
      letGo: async () => {
        await client.query('commit');
        await client.end();
      },
    };
  }

  async function events(count: number): Promise<string[]> {
    const trail = server.app.get(AuditTrail);
    return Promise.all(
      Array.from({ length: count }, () => trail.recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM })),
    );
  }

  /** Until all that was committed has its place and was seen there: a job of the server may be at it at the same time. */
  async function lookAfter({ app }: TestServer = server): Promise<void> {
    do {
      await app.get(IntegrateEvents).execute();
      await app.get(SelfAudit).execute();
    } while (app.get(OwnEvents).waiting().length > 0);
  }

  function alarms(): Promise<{ kind: string; event_id: string | null; leaf_index: number | null }[]> {
    return server.sql('select kind, event_id, leaf_index from audit_alarm order by id');
  }

  async function pastTriggers(statements: string): Promise<void> {
    await server.sql(`do $$ begin set local session_replication_role = replica;
      perform from audit_head for update; ${statements}; end $$`);
  }
});
