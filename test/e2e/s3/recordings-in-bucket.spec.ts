import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { addDays, startOfDay, type Day } from '../../../src/kernel/calendar.js';
import { newId } from '../../../src/kernel/ids.js';
import { Reconcile, RunPurges } from '../../../src/retention/index.js';
import { DeleteBlobs } from '../../../src/retention/purge/delete-blobs.js';
import { runBackup } from '../../../src/cli/backup/backup.js';
import { readConfig } from '../../../src/platform/config/index.js';
import { readManifest } from '../../../src/platform/files/backup/manifest.js';
import { temporaryFolder } from '../../../src/platform/crypto/testing/temporary-folder.js';
import type { Bucket } from '../../../src/platform/s3/bucket.js';
import type { S3Place } from '../../../src/platform/s3/s3-place.js';
import { checkCustody } from '../../custody/check-custody.js';
import { bucketOf } from '../../custody/stored-blobs.js';
import { wav } from '../../support/audio.js';
import { startCeph, type Ceph } from '../../support/ceph.js';
import { describeWithCeph } from '../../support/describe-with.js';
import type { Client } from '../../support/client.js';
import { recordingsIn } from '../../support/in-bucket.js';
import { IN_FINLAND } from '../../support/in-finland.js';
import { loggedEvents } from '../../support/log.js';
import { callMetadata } from '../../support/metadata.js';
import { startTestServer, type TestServer } from '../../support/server.js';

const MEBIBYTE = 1024 * 1024;
const PURPOSE = { purpose: 'service-development', reference: 'INC-1' };
const LONG = wav({ seconds: (19.3 * MEBIBYTE - 46) / 16_000 });

describeWithCeph('a server whose recordings are in a bucket', () => {
  let ceph: Ceph;
  let place: S3Place;
  let server: TestServer;
  let filed: { id: string; dueOn: Day };

  beforeAll(async () => {
    ceph = await startCeph();
    place = { ...(await (await ceph.user()).bucket()), prefix: 'audio/' };
    server = await startTestServer({ env: recordingsIn(place) });
    filed = await deliver(LONG);
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
    await ceph.stop();
  });

  async function deliver(audio: Buffer): Promise<{ id: string; dueOn: Day }> {
    const { status, body } = await server.ingest().deliver(callMetadata(server.clock.now()), audio);
    expect(status).toBe(201);
    return { id: String(body.id), dueOn: body.dueOn as Day };
  }

  async function inBucket<T>(work: (bucket: Bucket) => Promise<T>): Promise<T> {
    const bucket = bucketOf(server);
    if (!bucket) throw new Error('the server has no bucket');
    try {
      return await work(bucket);
    } finally {
      bucket.close();
    }
  }

  const keys = () =>
    inBucket(async bucket => {
      const found: string[] = [];
      for await (const { key } of bucket.versionsBelow()) found.push(key);
      return found;
    });

  async function heard(client: Client, range?: string): Promise<Buffer> {
    const { body } = await client.post(`/recordings/${filed.id}/playbacks`, PURPOSE);
    const { status, bytes } = await client.get(String(body.audioUrl), range ? { range } : {});
    expect(status).toBe(range ? 206 : 200);
    return bytes;
  }

  it('keeps them there under their ids, and nothing of them in its data folder', async () => {
    expect(await keys()).toEqual([filed.id]);
    expect(await readdir(join(server.folders.data, '..'))).not.toContain('data');
  });

  it('plays them whole, and from any place', async () => {
    const maija = await server.as('maija.malli');
    expect((await heard(maija)).equals(LONG)).toBe(true);
    for (const [first, last] of [
      [0, 99],
      [16_384, 16_384],
      [9 * MEBIBYTE - 5, 9 * MEBIBYTE + 70_000],
      [LONG.length - 10, LONG.length - 1],
    ] as const) {
      expect((await heard(maija, `bytes=${first}-${last}`)).equals(LONG.subarray(first, last + 1))).toBe(true);
    }
  });

  it('goes on after a restart', async () => {
    const other = await server.beside();
    const maija = await other.as('maija.malli');
    const { body } = await maija.post(`/recordings/${filed.id}/playbacks`, PURPOSE);
    expect((await maija.get(String(body.audioUrl))).bytes.equals(LONG)).toBe(true);
    await other.stop();
  });

  it('leaves nothing of a delivery that is refused', async () => {
    const answer = await server.ingest().deliver(callMetadata(server.clock.now()), Buffer.alloc(20 * MEBIBYTE, 'x'));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await keys()).toEqual([filed.id]);
  });

  it('takes nothing while the store does not answer, and takes it when it does', async () => {
    await ceph.stopGateway();
    const metadata = callMetadata(server.clock.now());
    const answer = await server.ingest().deliver(metadata, wav({ seconds: 0.2 }));
    expect([answer.status, answer.body.code]).toEqual([503, 'object-store-failed']);
    await ceph.startGateway();
    expect((await server.ingest().deliver(metadata, wav({ seconds: 0.2 }))).status).toBe(201);
    expect(await keys()).toHaveLength(2);
  });

  it('says which rows lack their blob, and removes blobs without a row', async () => {
    const lost = await deliver(wav({ seconds: 0.3 }));
    const bytes = await inBucket(bucket => bucket.get(lost.id, MEBIBYTE));
    const orphan = newId(new Date('2026-11-20T07:00:00Z'));
    await inBucket(bucket => bucket.delete(lost.id));
    await inBucket(bucket => bucket.put(orphan, Buffer.from('nobody knows it')));
    await inBucket(bucket => bucket.put('not-ours', Buffer.from('somebody put it there')));
    server.clock.moveTo(new Date(Date.now() + 3 * 24 * 3_600_000));

    expect(await server.app.get(Reconcile).execute(null)).not.toBeNull();
    const kinds = await server.sql<{ kind: string }>('select distinct kind from reconciliation_finding order by 1');
    expect(kinds.map(({ kind }) => kind)).toEqual(['blob-foreign', 'blob-missing', 'blob-orphan']);
    await inBucket(bucket => bucket.put(lost.id, bytes ?? Buffer.alloc(0)));
    await inBucket(bucket => bucket.delete('not-ours'));
    await server.app.get(DeleteBlobs).execute();
    expect(await keys()).not.toContain(orphan);
  });

  it('is backed up without its recordings, of which the names are kept', async () => {
    await using folder = await temporaryFolder();
    const said: string[] = [];
    const session = {
      say: (line: string) => said.push(line),
      fail: () => undefined,
      untilStopped: () => Promise.resolve(),
    };
    await runBackup(folder.path, readConfig({ ...server.env, ...IN_FINLAND }), session);

    const files = (await readManifest(join(folder.path, 'manifest.ndjson')))?.entries ?? [];
    const names = files.flatMap(entry => ('file' in entry ? [entry.file] : []));
    expect(names.filter(name => name.startsWith('blob'))).toEqual(['blob-names.ndjson']);
  });

  it('leaves nothing in the bucket of what is over', async () => {
    server.clock.moveTo(startOfDay(addDays(filed.dueOn, 10)));
    await server.app.get(RunPurges).execute();

    expect(await keys()).toEqual([]);
    expect(await server.sql('select * from blob_deletion')).toEqual([]);
    expect((await loggedEvents(server, 'purge.completed')).length).toBeGreaterThan(0);
  });
});
