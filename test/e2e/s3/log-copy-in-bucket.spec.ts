import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { AuditTrail, THE_SYSTEM } from '../../../src/audit/index.js';
import { ContinuationGuard } from '../../../src/audit/copy/continuation-guard.js';
import { CopyJob } from '../../../src/audit/copy/copy.job.js';
import { openOutsideLog } from '../../../src/audit/copy/open-outside-log.js';
import { IntegrateEvents } from '../../../src/audit/integration/integrate-events.js';
import { AcceptRestore, LogGate } from '../../../src/audit/index.js';
import { SystemClock } from '../../../src/kernel/clock.js';
import { readConfig } from '../../../src/platform/config/index.js';
import { Bucket, type StoredVersion } from '../../../src/platform/s3/bucket.js';
import type { S3Place } from '../../../src/platform/s3/s3-place.js';
import { startCeph, type Ceph, type CephUser } from '../../support/ceph.js';
import { describeWithCeph } from '../../support/describe-with.js';
import { rootOf } from '../../support/reference-tree.js';
import { logCopyIn } from '../../support/in-bucket.js';
import { lookAnew } from '../../support/looks.js';
import { startTestServer, type TestServer } from '../../support/server.js';

describeWithCeph('the copy of the log in a bucket with object lock', () => {
  let ceph: Ceph;
  let user: CephUser;
  let place: S3Place;
  let server: TestServer;
  let bucket: Bucket;

  beforeAll(async () => {
    ceph = await startCeph();
    user = await ceph.user();
  });

  beforeEach(async () => {
    place = { ...(await user.bucket({ ObjectLockEnabledForBucket: true })), prefix: 'log/' };
    // Its lock goes by the clock of the server, and the store has the machine's.
    server = await startTestServer({ at: new Date(), env: logCopyIn(place) });
    bucket = new Bucket(place);
  });

  afterEach(async () => {
    bucket.close();
    await server.stop();
  });

  afterAll(() => ceph.stop());

  async function grow(events: number): Promise<void> {
    const trail = server.app.get(AuditTrail);
    const event = { action: 'retention.viewed', actor: THE_SYSTEM } as const;
    await Promise.all(Array.from({ length: events }, () => trail.recordAlone(event)));
    await server.app.get(IntegrateEvents).execute();
    await lookAnew(server.app.get(CopyJob));
  }

  /** As a restored backup would leave it: a log that was valid some events ago. */
  async function putBack(events: number): Promise<void> {
    const earlier = (await head()).size - events;
    const select = 'select hash from audit_leaf where index < $1 order by index';
    const leaves = await server.sql<{ hash: Buffer }>(select, [earlier]);
    const root = rootOf(leaves.map(({ hash }) => hash)).toString('hex');
    await server.sql(`do $$ begin set local session_replication_role = replica;
      delete from audit_event where id in (select event_id from audit_leaf where index >= ${earlier});
      delete from audit_leaf where index >= ${earlier};
      delete from audit_tile where (index + 1) * 256 > ${earlier} and level = 0;
      update audit_head set size = ${earlier}, root = '\\x${root}';
    end $$`);
  }

  async function head(): Promise<{ checkpoint: string; size: number }> {
    const [row] = await server.sql<{ checkpoint: string; size: number }>('select checkpoint, size from audit_head');
    return row ?? { checkpoint: '', size: 0 };
  }

  const text = async (name: string) => (await bucket.get(name, 1_000_000))?.toString('utf8');

  async function versions(name = ''): Promise<StoredVersion[]> {
    const found: StoredVersion[] = [];
    for await (const version of bucket.versionsBelow(name)) found.push(version);
    return found;
  }

  it('has one latest checkpoint that is replaced, and nothing of the former ones', async () => {
    await grow(10);
    await grow(300);

    expect(await text('checkpoint')).toBe((await head()).checkpoint);
    expect(await versions('checkpoint')).toHaveLength(1);
    expect((await versions('tile/0/000.p')).length + (await versions('tile/entries/000.p')).length).toBe(0);
  });

  it('locks full tiles, full bundles and a checkpoint an hour, so that nobody who has its key can delete them', async () => {
    await grow(300);
    const hourly = `hourly/${server.clock.now().toISOString().slice(0, 13)}.checkpoint`;

    for (const name of [hourly, 'tile/0/000', 'tile/entries/000']) {
      const [version] = await versions(name);
      await expect(bucket.delete(name, version?.version)).rejects.toMatchObject({ answer: 'AccessDenied' });
      await bucket.delete(name);
      expect((await versions(name)).filter(({ hasBytes }) => hasBytes)).toHaveLength(1);
    }
  });

  it('closes playback when the database has gone back behind it, and gives it back what it lacks', async () => {
    await grow(300);
    const { size } = await head();
    const ahead = await text('checkpoint');
    await putBack(5);

    expect(await server.app.get(ContinuationGuard).look()).toBe(false);
    expect(server.app.get(LogGate).reasons()).toContain('not-continued');
    await grow(3);
    expect(await text('checkpoint')).toBe(ahead);

    await server.app.get(AcceptRestore).execute('Levy hajosi.');
    expect((await head()).size).toBeGreaterThanOrEqual(size);
    expect(await server.app.get(ContinuationGuard).look()).toBe(true);
  });

  it('closes playback when it is not there any more', async () => {
    await grow(5);
    await bucket.delete('checkpoint');

    expect(await server.app.get(ContinuationGuard).look()).toBe(false);
    expect(server.app.get(LogGate).reasons()).toContain('copy-missing');
  });

  it('is refused in a bucket without object lock', async () => {
    const config = readConfig({ ...server.env, ...logCopyIn(await user.bucket()) }, { demo: true });

    await expect(openOutsideLog(config, new SystemClock())).rejects.toMatchObject({
      code: 'log-copy-bucket-refused',
      message: expect.stringMatching(/^TALLENNE_LOG_COPY_URL: this bucket has no object lock/),
    });
  });
});
