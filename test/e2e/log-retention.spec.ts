import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditTexts, AuditTrail, THE_SYSTEM } from '../../src/audit/index.js';
import { CopyJob } from '../../src/audit/copy/copy.job.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { PruneLog } from '../../src/audit/own-retention/prune-log.js';
import { SelfAudit } from '../../src/audit/watch/self-audit.js';
import { VerifyLog } from '../../src/audit/watch/verify-log.js';
import { addDays, parseDay, startOfDay } from '../../src/kernel/calendar.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { loggedEvents } from '../support/log.js';
import { lookAnew } from '../support/looks.js';
import { addPerson } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/server.js';

const SIX_YEARS_AGO = new Date('2020-11-20T07:00:00Z');
const TODAY = new Date('2026-11-26T07:00:00Z');

/** The owner's function goes by the database's own clock, so the old events are as old as they say. */
describe('the log’s own retention', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ at: SIX_YEARS_AGO });
    await events(600);
    server.clock.moveTo(TODAY);
    await events(300);
    await lookAnew(server.app.get(CopyJob));
  });
  afterEach(() => server.stop());

  it('takes events older than five years in whole tiles from the beginning, and says so', async () => {
    await server.app.get(PruneLog).execute();
    const [head] = await server.sql<{ pruned_to: number }>('select pruned_to from audit_head');
    expect(head?.pruned_to).toBe(512);
    expect(
      await server.sql('select from audit_event e join audit_leaf l on l.event_id = e.id where l.index < 512'),
    ).toEqual([]);
    expect(await server.sql<{ n: number }>('select count(*)::int as n from audit_leaf where index < 512')).toEqual([
      { n: 512 },
    ]);
    const [event] = await loggedEvents(server, 'log.pruned');
    expect(event?.facts).toMatchObject({ from: 0, to: 512 });
  });

  it('takes no more than thirty-two tiles at a time, so that what comes meanwhile gets its place', async () => {
    // Leaves of no tree: the function looks at their places and the age of their events alone.
    await server.sql(`do $$ begin set local session_replication_role = replica;
      insert into audit_event (id, recorded_at, action, outcome, actor_kind, leaf)
        select md5('old' || n)::uuid, '2019-01-01', 'retention.viewed', 'done', 'system', '\\x7b7d' from generate_series(1, 20000) n;
      update audit_leaf set index = index + 20000;
      insert into audit_leaf (index, event_id, hash)
        select n - 1, md5('old' || n)::uuid, sha256('x') from generate_series(1, 20000) n;
      update audit_head set size = size + 20000; end $$`);
    await server.app.get(PruneLog).execute();
    const pruned = await loggedEvents(server, 'log.pruned');
    expect(pruned.map(({ facts }) => [facts?.from, facts?.to])).toEqual([
      [0, 8192],
      [8192, 16_384],
      [16_384, 20_480],
    ]);
    expect(await server.sql(`select from audit_event where recorded_at < '2020-01-01'`)).toEqual([]);
  });

  it('leaves a log that verifies, whose remaining events are proved, and whose followers are told what is gone', async () => {
    await server.app.get(PruneLog).execute();
    await server.app.get(IntegrateEvents).execute();
    await server.app.get(VerifyLog).execute();
    for (let look = 0; look < 6; look += 1) await server.app.get(SelfAudit).execute();
    expect(await server.sql('select outcome, finding from audit_verification')).toEqual([
      { outcome: 'verified', finding: null },
    ]);
    expect(await server.sql('select kind from audit_alarm')).toEqual([]);
    const { username } = await addPerson(server, { grants: [{ role: 'auditor' }] });
    const auditor = await server.as(username);
    const [kept] = await server.sql<{ id: string }>('select event_id as id from audit_leaf where index = 600');
    const [gone] = await server.sql<{ id: string }>('select event_id as id from audit_leaf where index = 5');
    expect(await auditor.get(`/audit/events/${kept?.id ?? ''}/proof`)).toMatchObject({
      status: 200,
      body: { index: 600 },
    });
    expect(await auditor.get(`/audit/events/${gone?.id ?? ''}/proof`)).toMatchObject({
      status: 200,
      body: { index: 5, leaf: null },
    });
    expect((await auditor.get('/audit/log/tile/entries/000')).status).toBe(410);
    expect((await auditor.get('/audit/log/tile/0/000')).status).toBe(200);
    expect((await auditor.get('/audit/log/tile/entries/002')).status).toBe(200);
  });

  it('takes them out of the copy as well', async () => {
    await server.app.get(PruneLog).execute();
    const folder = join(`${server.folders.data}-log-copy`, 'tile');
    await expect(access(join(folder, 'entries/001'))).rejects.toThrow('ENOENT');
    await expect(access(join(folder, '0/001'))).resolves.toBeUndefined();
    await expect(access(join(folder, 'entries/002'))).resolves.toBeUndefined();
  });

  it('does nothing a second time', async () => {
    await server.app.get(PruneLog).execute();
    await server.app.get(PruneLog).execute();
    expect(await loggedEvents(server, 'log.pruned')).toHaveLength(1);
  });

  it('forgets a text when its month has been kept to its end, and no other', async () => {
    const texts = () => server.sql<{ n: number }>('select count(*)::int as n from audit_text');
    server.clock.moveTo(SIX_YEARS_AGO);
    await server.app
      .get(AuditTrail)
      .recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM, texts: { reason: 'vanha' } });
    server.clock.moveTo(TODAY);
    await server.app
      .get(AuditTrail)
      .recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM, texts: { reason: 'uusi' } });
    const [before] = await texts();
    await server.app.get(PruneLog).execute();
    const [after] = await texts();
    expect((before?.n ?? 0) - (after?.n ?? 0)).toBeGreaterThanOrEqual(1);
    expect(
      await server.sql(`select from audit_text t join audit_month m using (unit_id) where m.due_on < '2026-11-26'`),
    ).toEqual([]);
  });

  it('shows a text until its last day has ended, and nothing from then on, whether the purge is late or was quick', async () => {
    const [texts, ring] = [server.app.get(AuditTexts), server.app.get(KeyRing)];
    const id = await server.app
      .get(AuditTrail)
      .recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM, texts: { reason: 'uusi' } });
    const [month] = await server.sql<{ unit_id: string; due_on: string }>(
      'select m.unit_id, m.due_on::text from audit_month m join audit_text t using (unit_id) where t.event_id = $1',
      [id],
    );
    const lastDay = parseDay(month?.due_on ?? '');
    server.clock.moveTo(startOfDay(lastDay));
    expect(await texts.of(id)).toMatchObject([{ name: 'reason', text: 'uusi' }]);
    server.clock.moveTo(startOfDay(addDays(lastDay, 1)));
    expect(await texts.of(id)).toEqual([]);
    server.clock.moveTo(TODAY);
    await ring.drop(month?.unit_id ?? '', lastDay);
    expect(await texts.of(id)).toEqual([]);
  });

  it('keeps what the owner’s setting keeps', async () => {
    await server.sql('update audit_retention set kept_months = 120');
    await server.app.get(PruneLog).execute();
    expect(await server.sql('select pruned_to from audit_head')).toEqual([{ pruned_to: 0 }]);
  });

  it('takes nothing where nothing says how long events are kept', async () => {
    await server.sql('delete from audit_retention');
    try {
      await expect(server.app.get(PruneLog).execute()).rejects.toThrow('nothing says how long events');
      expect(await server.sql('select pruned_to from audit_head')).toEqual([{ pruned_to: 0 }]);
    } finally {
      await server.sql('insert into audit_retention ("only", kept_months) values (true, 60)');
    }
  });

  it('is nothing that the application’s role could hasten', async () => {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: server.database.applicationUrl });
    await client.connect();
    for (const statement of [
      'update audit_retention set kept_months = 24',
      'update audit_head set pruned_to = 512',
      `set tallenne.pruning = 'on'; delete from audit_event`,
      'delete from audit_text',
    ]) {
      await expect(client.query(statement)).rejects.toThrow(/permission denied/);
    }
    await client.end();
  });

  async function events(count: number): Promise<void> {
    const trail = server.app.get(AuditTrail);
    await Promise.all(
      Array.from({ length: count }, () => trail.recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM })),
    );
    await server.app.get(IntegrateEvents).execute();
  }
});
