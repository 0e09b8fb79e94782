import { HEADER, row, TABLE_WITH_NOTICE } from '../../support/operators-table.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutBucketPolicyCommand, PutBucketVersioningCommand, DeleteBucketPolicyCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { daysBetween, parseDay } from '../../../src/kernel/calendar.js';
import type { S3Place } from '../../../src/platform/s3/s3-place.js';
import { ReceiveAudio } from '../../../src/recordings/audio/receive-audio.js';
import { LetGoFile } from '../../../src/recordings/ingest/folders/let-go-file.js';
import { WatchBucket } from '../../../src/recordings/ingest/folders/watch-bucket.job.js';
import { RunPurges } from '../../../src/retention/index.js';
import { checkCustody } from '../../custody/check-custody.js';
import { startCeph, type Ceph, type CephUser } from '../../support/ceph.js';
import { describeWithCeph } from '../../support/describe-with.js';
import { inboxIn } from '../../support/in-bucket.js';
import { eventsDuring, loggedEvents } from '../../support/log.js';
import { overhearOutput } from '../../support/overheard.js';
import { WatchedBucket } from '../../support/watched-bucket.js';

const SOURCE = 'pbx-1';
const DAY_MS = 24 * 3_600_000;
const MEBIBYTE = 1024 * 1024;

describeWithCeph('a bucket that a provider fills', () => {
  let ceph: Ceph;
  let user: CephUser;
  let place: S3Place;
  let inbox: WatchedBucket;

  beforeAll(async () => {
    ceph = await startCeph();
    user = await ceph.user();
    place = { ...(await user.bucket()), prefix: 'calls/' };
    inbox = await WatchedBucket.start(place, 9000, { TALLENNE_MAX_AUDIO_MIB: '1' });
  });
  afterEach(async () => {
    inbox.set();
    expect(await inbox.everything()).toEqual([]);
    await checkCustody(inbox.server);
  });
  afterAll(async () => {
    await inbox.stop();
    await ceph.stop();
  });

  const items = () =>
    inbox.server.sql<{ id: string; external_id: string; reason: string }>(
      'select id, external_id, reason from quarantined_item order by id',
    );
  const recordings = (...ids: unknown[]) =>
    inbox.server.sql<{ id: string; external_id: string }>(
      'select id, external_id from recording where external_id = any($1) order by external_id',
      [ids],
    );
  async function keptOf(work: () => Promise<unknown>): Promise<string[]> {
    const before = new Set((await items()).map(({ id }) => id));
    await work();
    return (await items()).filter(({ id }) => !before.has(id)).map(({ reason }) => reason);
  }
  const policy = (actions: readonly string[], key = '*') =>
    inbox.bucket.send(
      new PutBucketPolicyCommand({
        Bucket: place.bucket,
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              ...{ Effect: 'Deny', Principal: '*', Action: actions },
              Resource: [`arn:aws:s3:::${place.bucket}`, `arn:aws:s3:::${place.bucket}/${key}`],
            },
          ],
        }),
      }),
    );
  const noPolicy = () => inbox.bucket.send(new DeleteBucketPolicyCommand({ Bucket: place.bucket }));

  it('gives audio with its sidecar, whatever its name, and nothing of it is left there', async () => {
    const one = await inbox.drop(SOURCE, '2026/11/24/0401234567 ä+b');
    const two = await inbox.drop(SOURCE, 'b');
    await inbox.put(SOURCE, 'b.done', '');
    const events = await eventsDuring(inbox.server, () => inbox.scan());

    for (const { externalId } of [one, two])
      expect(await inbox.arrival(externalId)).toMatchObject({ outcome: 'filed', channel: 'bucket' });
    const ingested = events.filter(({ action }) => action === 'recording.ingested');
    expect(ingested.map(({ actor, facts }) => [actor.kind, facts?.channel])).toEqual([
      ['system', 'bucket'],
      ['system', 'bucket'],
    ]);
  });

  it('gives calls as Asterisk and FreeSWITCH describe them', async () => {
    for (const [source, form] of Object.entries(FORMS)) {
      await inbox.setUp(source, form);
      await inbox.server.sql('update source set announcements = $1 where name = $2', [ANNOUNCED, source]);
    }
    await inbox.put('asterisk-1', 'q-600-0401234567-20261123-091500-1772349300.42.wav', inbox.audio());
    await inbox.put('asterisk-1', '1772352000.44.wav', inbox.audio());
    const cdr = example('asterisk-master.csv').replaceAll('20260301', '20261123');
    await inbox.put('asterisk-1', 'Master.csv', cdr);
    await inbox.put('freeswitch-1', '6a0f2b5e-2f3d-4d0b-9f0e-0b9a6d6c1a01.wav', inbox.audio());
    await inbox.put('freeswitch-1', 'a_6a0f2b5e.cdr.json', yesterdays(example('freeswitch-a-leg.cdr.json')));
    await inbox.scan();

    expect(await inbox.arrival('1772349300.42')).toMatchObject({ outcome: 'filed' });
    expect(await inbox.arrival('1772352000.44')).toMatchObject({ reason: 'notice-evidence-missing' });
    expect(await inbox.arrival('6a0f2b5e-2f3d-4d0b-9f0e-0b9a6d6c1a01')).toMatchObject({ outcome: 'filed' });
    inbox.set({ waitMs: 0 });
    await inbox.scan(); // what grows stays for its time
  });

  it('gives a table that is written anew from where it was read, and all of one that begins otherwise', async () => {
    await inbox.setUp('csv-1', TABLE_WITH_NOTICE);
    const noted = async (lines: string) => {
      await inbox.put('csv-1', 'calls.csv', HEADER + lines);
      const events = await eventsDuring(inbox.server, () => inbox.scan());
      return events.filter(({ action }) => action === 'recording.refused').length;
    };
    // A line that is past its last day is noted each time that it is read.
    const first = row('t-0').replaceAll('2026-11-24', '2026-01-02') + row('t-1');
    expect(await noted(first)).toBe(1);
    expect(await noted(first + row('t-2') + row('t-3').slice(0, 9))).toBe(0);
    expect(await inbox.arrival('t-2')).toMatchObject({ outcome: 'awaited' });
    expect(await inbox.arrival('t-3')).toBeUndefined();
    expect(await noted(first.replace('t-1', 't-9') + row('t-4') + row('t-5'))).toBe(1);
    for (const id of ['t-9', 't-4', 't-5']) expect(await inbox.arrival(id)).toMatchObject({ outcome: 'awaited' });
    await inbox.put('csv-1', 'deep/t-4.wav', inbox.audio());
    await inbox.scan();
    expect(await inbox.arrival('t-4')).toMatchObject({ outcome: 'filed' });

    inbox.set({ waitMs: 0 });
    await inbox.scan();
    expect(await inbox.everything()).toEqual([]);
    inbox.set();
    const longer = first.replace('t-1', 't-9') + row('t-4') + row('t-5') + row('t-6');
    expect(await noted(longer)).toBe(0); // it paused for longer than is waited, and is read on all the same
    expect(await inbox.arrival('t-6')).toMatchObject({ outcome: 'awaited' });
    inbox.set({ waitMs: 0 });
    await inbox.scan();
  });

  it('waits for a sidecar that is late, and then asks somebody, without the name in clear', async () => {
    await inbox.put(SOURCE, '0401234567-late.wav', inbox.audio());
    expect(await inbox.scan()).toBe(0);
    const metadata = inbox.call();
    await inbox.put(SOURCE, '0401234567-late.json', JSON.stringify(metadata));
    await inbox.scan();
    expect(await inbox.arrival(metadata.externalId)).toMatchObject({ outcome: 'filed' });

    inbox.set({ waitMs: 0 });
    await inbox.put(SOURCE, '0401234567-alone.wav', inbox.audio());
    expect(await keptOf(() => inbox.scan())).toEqual(['metadata-missing']);
    const clear = await inbox.server.sql('select from quarantined_item i where i::text like $1', ['%0401234567%']);
    expect(clear).toEqual([]);
  });

  it('has a file that is broken sorted out by people', async () => {
    const broken = Buffer.alloc(900, 7);
    inbox.server.delivered.note(broken);
    await inbox.put(SOURCE, 'broken.wav', broken);
    await inbox.put(SOURCE, 'broken.json', JSON.stringify(inbox.call()));
    await inbox.put(SOURCE, 'unread.wav', inbox.audio());
    await inbox.put(SOURCE, 'unread.json', '{"source":');

    expect((await keptOf(() => inbox.scan())).sort()).toEqual(['audio-unreadable', 'metadata-unreadable']);
  });

  it('keeps what is larger than is taken, of which nothing is read, and says so without its name', async () => {
    await inbox.put(SOURCE, '0401234567-large.wav', Buffer.alloc(MEBIBYTE + 1));
    await inbox.put(SOURCE, '0401234567-large.json', JSON.stringify(inbox.call()));
    const output = overhearOutput();
    const taken = await inbox.scan().finally(() => {
      output.end();
    });

    expect(taken).toBe(0);
    expect(output.said()).toContain('audio-too-large');
    for (const secret of ['0401234567', place.bucket, place.secretKey, place.accessKey])
      expect(output.said()).not.toContain(secret);
    expect(await inbox.everything()).toHaveLength(2);
    for (const name of ['large.wav', 'large.json']) await inbox.bucket.delete(`${SOURCE}/0401234567-${name}`);
  });

  it('gives nothing of an object that changes between the look at it and its reading, and all of it afterwards', async () => {
    const receive = inbox.server.app.get(ReceiveAudio);
    const take = receive.take.bind(receive);
    const metadata = await inbox.drop(SOURCE, 'changed');
    const other = inbox.audio();
    receive.take = async (...given) => {
      await inbox.put(SOURCE, 'changed.wav', other);
      return take(...given);
    };
    await inbox.scan();
    receive.take = take;
    expect(await inbox.arrival(metadata.externalId)).toBeUndefined();
    expect(await inbox.everything()).toHaveLength(2);
    inbox.lapse();
    await inbox.scan();

    const rows = await inbox.server.sql('select size_bytes from recording where external_id = $1', [
      metadata.externalId,
    ]);
    expect(rows).toEqual([{ size_bytes: other.length }]);
  });

  it('is the same delivery where the server died after the acknowledgement', async () => {
    const letGo = inbox.server.app.get(LetGoFile);
    const execute = letGo.execute.bind(letGo);
    letGo.execute = () => Promise.reject(new Error('the server ends here'));
    const metadata = await inbox.drop(SOURCE, 'died');
    await inbox.scan();
    letGo.execute = execute;
    expect(await inbox.everything()).toHaveLength(2);
    expect(await recordings(metadata.externalId)).toHaveLength(1);
    inbox.lapse();
    await inbox.scan();

    expect(await recordings(metadata.externalId)).toHaveLength(1);
  });

  it.each(['delete', 'archive'] as const)('gives one recording to a key that may not delete: %s', async taken => {
    inbox.set({ taken });
    const metadata = await inbox.drop(SOURCE, 'kept');
    await policy(['s3:DeleteObject', 's3:DeleteObjectVersion']);
    for (let at = 0; at < 2; at += 1) {
      await inbox.scan();
      inbox.lapse();
    }
    const stuck = await inbox.everything();
    expect(stuck.filter(key => key.startsWith(`${SOURCE}/kept.`))).toHaveLength(2);
    await noPolicy();
    await inbox.scan();
    const archived = await inbox.everything();
    expect(archived).toHaveLength(taken === 'archive' ? 2 : 0);
    for (const key of archived) await inbox.bucket.delete(key);

    expect(await recordings(metadata.externalId)).toHaveLength(1);
    const events = await loggedEvents(inbox.server, 'recording.ingested');
    const [row] = await recordings(metadata.externalId);
    expect(events.filter(({ recordingId }) => recordingId === row?.id)).toHaveLength(1);
  });

  it('has an archive where that is set, from which goes what is purged', async () => {
    inbox.set({ taken: 'archive' });
    const metadata = await inbox.drop(SOURCE, '0401234567-archived');
    await inbox.scan();
    const { unit_id: id } = (await inbox.arrival(metadata.externalId)) ?? {};
    const archived = await inbox.everything();
    expect(archived.map(key => key.split('/')[3])).toEqual([`${id}.json`, `${id}.wav`]);
    expect(archived.join()).not.toContain('0401234567');
    expect(await inbox.scan()).toBe(0);

    const watch = inbox.server.app.get(WatchBucket);
    await inbox.put(SOURCE, 'archive/2026-12-01/somebody/else.wav', 'x');
    await watch.sweep();
    expect(await inbox.everything()).toEqual(archived);
    inbox.server.clock.advance(62 * DAY_MS);
    await watch.sweep();
    expect(await inbox.everything()).toEqual(archived);
    await inbox.server.app.get(RunPurges).execute();
    await watch.sweep();
  });

  it('takes everything else out of the archive where one object cannot be deleted, and uploads cannot be listed', async () => {
    inbox.set({ taken: 'archive' });
    const archive = `${SOURCE}/archive/2026-12-01`;
    for (const name of ['a.wav', 'b.wav', 'c.wav']) await inbox.bucket.put(`${archive}/${name}`, Buffer.from('x'));
    const watch = inbox.server.app.get(WatchBucket);
    await inbox.scan();
    expect(watch.state).toBe('ok');
    const sweeps = async (times: number): Promise<string> => {
      const output = overhearOutput();
      for (let at = 0; at < times; at += 1) await watch.sweep().finally(() => inbox.scan());
      output.end();
      return output.said();
    };

    await policy(['s3:DeleteObject', 's3:DeleteObjectVersion'], `${place.prefix}${archive}/a.wav`);
    expect(await sweeps(1)).toMatch(
      /couldn't take 1 files out of the archive of pbx-1 \(bucket\): [^"]*AccessDenied, 403/,
    );
    expect(await inbox.everything()).toEqual([`${archive}/a.wav`]);
    expect(watch.state).toBe('failing'); // whatever was looked into since
    await policy(['s3:ListBucketMultipartUploads']);
    expect((await sweeps(2)).match(/couldn't give up what was half copied/g)).toHaveLength(2);
    expect(await inbox.everything()).toEqual([]);
    await noPolicy();
    await sweeps(1);
    expect(watch.state).toBe('ok');
  });

  it('is failing for as long as nothing in it can be read, says what the store answers, and no sweep says otherwise', async () => {
    const metadata = await inbox.drop(SOURCE, 'unread');
    const watch = inbox.server.app.get(WatchBucket);
    await policy(['s3:GetObject', 's3:GetObjectVersion']);
    const output = overhearOutput();
    try {
      await inbox.scan();
      expect(watch.state).toBe('failing');
      await inbox.scan(); // which leaves the objects alone for now
      await watch.sweep();
    } finally {
      output.end();
    }
    expect(watch.state).toBe('failing');
    expect(output.said()).toMatch(
      /couldn't take \d files of the bucket that is looked into: object-store-failed \(\w+, 403\)/,
    );
    expect(output.said()).not.toContain('look into the bucket again');
    await noPolicy();
    inbox.lapse();
    await inbox.scan();

    expect(watch.state).toBe('ok');
    expect(await inbox.arrival(metadata.externalId)).toMatchObject({ outcome: 'filed' });
  });

  it('leaves no version of what was taken where the bucket keeps them', async () => {
    const kept = await WatchedBucket.start(await user.bucket(), 9500);
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    const asked = { Bucket: kept.bucket.name, VersioningConfiguration };
    await kept.bucket.send(new PutBucketVersioningCommand(asked));
    await kept.put(SOURCE, 'v.wav', kept.audio());
    const metadata = await kept.drop(SOURCE, 'v');
    expect(await kept.everything()).toHaveLength(3);
    await kept.scan();

    expect(await kept.arrival(metadata.externalId)).toMatchObject({ outcome: 'filed' });
    expect(await kept.everything()).toEqual([]);
    await checkCustody(kept.server);
    await kept.stop();
  });

  it('is looked into by two instances at once, and each object is taken once', async () => {
    const beside = await inbox.server.beside();
    const calls = [];
    for (let at = 0; at < 12; at += 1) calls.push(await inbox.drop(SOURCE, `two-${at}`));
    await Promise.all([inbox.scan(), inbox.scan(beside)]);
    await beside.stop();

    const rows = await recordings(...calls.map(({ externalId }) => externalId));
    const events = (await loggedEvents(inbox.server, 'recording.ingested')).filter(({ outcome }) => outcome === 'done');
    expect(rows).toHaveLength(calls.length);
    for (const { id } of rows) expect(events.filter(event => event.recordingId === id)).toHaveLength(1);
  });

  it('is looked into by one of two instances, until it is time again', async () => {
    const beside = await inbox.server.beside();
    const both = [inbox.server, beside].map(({ app }) => app.get(WatchBucket));
    const looks = (): Promise<number[]> =>
      Promise.all(
        both.map(async watch => {
          let scans = 0;
          const scan = watch.scan.bind(watch);
          watch.scan = () => {
            scans += 1;
            return scan();
          };
          await watch.look();
          watch.scan = scan;
          return scans;
        }),
      );

    inbox.lapse();
    expect((await looks()).sort()).toEqual([0, 1]);
    expect(await looks()).toEqual([0, 0]);
    inbox.server.clock.advance(61_000);
    expect((await looks()).sort()).toEqual([0, 1]);
    await beside.stop();
  });

  it('takes nothing else down while its store is away or lets nobody in, says so once, and is there again', async () => {
    const metadata = await inbox.drop(SOURCE, 'away');
    const ready = async () => (await inbox.server.anonymous().get('/readyz')).body;
    for (const [fail, mend] of [
      [() => ceph.stopGateway(), () => ceph.startGateway()],
      [() => policy(['s3:ListBucket']), noPolicy],
    ] as const) {
      await fail();
      const output = overhearOutput();
      try {
        for (let at = 0; at < 2; at += 1) expect(await inbox.scan()).toBe(0);
        expect(output.said().match(/couldn't look into the bucket/g)).toHaveLength(1);
        await inbox.server.app.get(WatchBucket).sweep(); // each hour
        for (let at = 0; at < 2; at += 1) expect(await inbox.scan()).toBe(0);
      } finally {
        output.end();
      }
      expect(output.said().match(/couldn't look into the bucket/g)).toHaveLength(2);
      expect(output.said()).not.toContain('look into the bucket again');
      for (const secret of [place.bucket, place.secretKey, place.accessKey])
        expect(output.said()).not.toContain(secret);
      expect(await ready()).toMatchObject({ status: 'ok', inboxBucket: 'failing' });
      expect((await inbox.server.ingest().deliver(inbox.call(), inbox.audio())).status).toBe(201);
      await mend();
      if (mend !== noPolicy) continue;
      await inbox.scan();
    }

    expect(await inbox.arrival(metadata.externalId)).toMatchObject({ outcome: 'filed' });
    expect(await ready()).toMatchObject({ status: 'ok', inboxBucket: 'ok' });
  });

  it('lets a server start whose key is wrong, and take nothing from where nothing can be deleted', async () => {
    const secretKey = 'this-is-not-the-key-of-the-bucket';
    const locked = await user.bucket({ ObjectLockEnabledForBucket: true });
    for (const [settings, why] of [
      [inboxIn({ ...place, secretKey }), 'SignatureDoesNotMatch'],
      [inboxIn(locked), 'has object lock'],
    ] as const) {
      const output = overhearOutput();
      const beside = await inbox.server.beside(settings);
      try {
        expect(await inbox.scan(beside)).toBe(0);
        expect((await beside.anonymous().get('/readyz')).body).toMatchObject({ inboxBucket: 'failing' });
      } finally {
        output.end();
        await beside.stop();
      }
      expect(output.said()).toContain(why);
      expect(output.said()).not.toContain(secretKey);
    }
  });
});

const WRITTEN_ON = parseDay('2026-03-01');
const YESTERDAY = parseDay('2026-11-23');
const ANNOUNCED = JSON.stringify([
  { queue: null, direction: null, version: '2026-1', language: 'fi', from: '2026-01-01', until: null },
]);
const FORMS = {
  'asterisk-1': { format: 'asterisk-cdr', preset: 'asterisk' },
  'freeswitch-1': { format: 'freeswitch', preset: 'freeswitch' },
};

/** A document of test/data/formats, of yesterday. */
function example(name: string): string {
  const text = readFileSync(join(import.meta.dirname, '../../data/formats', name), 'utf8');
  return text.replaceAll(WRITTEN_ON, YESTERDAY);
}

function yesterdays(document: string): string {
  const shift = BigInt(daysBetween(WRITTEN_ON, YESTERDAY)) * 86_400_000_000n;
  return document.replaceAll(/"(1772\d{12})"/g, (_, epoch: string) => `"${BigInt(epoch) + shift}"`);
}
