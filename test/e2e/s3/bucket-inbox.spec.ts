import { PutBucketVersioningCommand, PutObjectCommand, type BucketVersioningStatus } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { buffer } from 'node:stream/consumers';
import { inboxPlaceContract } from '../../../src/platform/files/inbox/testing/inbox-place-contract.js';
import type { InboxFile } from '../../../src/platform/files/inbox/inbox-place.js';
import { Bucket } from '../../../src/platform/s3/bucket.js';
import { BucketInbox } from '../../../src/platform/s3/bucket-inbox.js';
import { copyObject } from '../../../src/platform/s3/copy-object.js';
import { InboxBucket } from '../../../src/platform/s3/inbox-bucket.js';
import type { S3Place } from '../../../src/platform/s3/s3-place.js';
import { openUploads } from '../../../src/platform/s3/uploads.js';
import { startCeph, type Ceph, type CephUser } from '../../support/ceph.js';
import { describeWithCeph } from '../../support/describe-with.js';

const TERMS = { settleMs: null, waitMs: 0, taken: 'delete', mostBytes: 100 } as const;
const MEBIBYTE = 1024 * 1024;

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describeWithCeph('a bucket whose objects are fetched', () => {
  let ceph: Ceph;
  let user: CephUser;
  let place: S3Place;
  let bucket: Bucket;
  let inbox: BucketInbox;

  beforeAll(async () => {
    ceph = await startCeph();
    user = await ceph.user();
  });
  beforeEach(async () => {
    place = { ...(await user.bucket()), prefix: 'from-provider/calls/' };
    bucket = new Bucket(place);
    inbox = new BucketInbox(bucket, 'pbx-1', TERMS);
  });
  afterEach(() => {
    bucket.close();
  });
  afterAll(() => ceph.stop());

  const put = (name: string, bytes: Buffer | string) => bucket.put(`pbx-1/${name}`, Buffer.from(bytes));
  const versioning = (Status: BucketVersioningStatus) =>
    bucket.send(new PutBucketVersioningCommand({ Bucket: place.bucket, VersioningConfiguration: { Status } }));
  const left = async () => (await all(bucket.versionsBelow())).map(({ key, hasBytes }) => `${key} ${hasBytes}`);

  async function found(name: string): Promise<InboxFile> {
    const file = await inbox.find(name);
    if (!file) throw new Error('the object is not there');
    return file;
  }

  inboxPlaceContract(() => Promise.resolve({ inbox, put }));

  it('lists 2,500 objects over pages, each once, and not those of another source or of the archive', async () => {
    const names = Array.from({ length: 2_500 }, (_, at) => (at % 2 === 0 ? `0/${at}.wav` : `z/${at}.wav`));
    const others = Array.from({ length: 1_100 }, (_, at) => `archive/2026-12-31/${at}.wav`);
    const queue = [...names, ...others];
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let name = queue.pop(); name !== undefined; name = queue.pop()) await put(name, 'x');
      }),
    );
    await bucket.put('pbx-10/other.wav', Buffer.from('x'));

    const walked = (await all(inbox.walk(() => undefined))).flatMap(file => file?.place ?? []);
    expect(walked.length).toBe(2_500);
    expect(walked.sort()).toEqual(names.sort());
    expect((await all(inbox.archived(() => undefined))).length).toBe(1_100);
  });

  it.each(['a//b.wav', '../b.wav', 'a/../../b.wav', './b.wav', '/b.wav', 'a\\b.wav', 'a\u0001b.wav', 'a\nb.wav'])(
    'passes over a name that is no place, and finds nothing by it: %j',
    async name => {
      await bucket.send(new PutObjectCommand({ ...bucket.at(''), Key: `${place.prefix}pbx-1/${name}`, Body: 'x' }));
      await put('ordinary.wav', 'x');
      const heard: string[] = [];

      const walked = (await all(inbox.walk(error => heard.push(error)))).flatMap(file => file?.place ?? []);
      expect(walked).toEqual(['ordinary.wav']);
      expect(heard).toEqual(['odd-name']);
      expect(await inbox.find(name)).toBeNull();
    },
  );

  it('stops now and then where it finds nothing', async () => {
    await put('.hidden/a.wav', 'x');

    expect(await all(inbox.walk(() => undefined))).toEqual([null]);
  });

  it('reads nothing of an object that is another one by now, or gone', async () => {
    await put('a.wav', 'first');
    const file = await found('a.wav');
    for (const change of [() => put('a.wav', 'other'), () => bucket.delete('pbx-1/a.wav')]) {
      await change();
      for (const read of [() => buffer(inbox.open(file)), () => inbox.whole(file), () => inbox.read(file, 0, 2)])
        await expect(read()).rejects.toMatchObject({ code: 'inbox-file-changed' });
      await expect(inbox.archive(file, '2026-12-31', 'id.wav', [])).rejects.toMatchObject({
        code: 'inbox-file-changed',
      });
    }
  });

  it('begins to read nothing that is larger than it may be', async () => {
    await put('a.wav', Buffer.alloc(101));

    await expect(buffer(inbox.open(await found('a.wav')))).rejects.toMatchObject({ code: 'audio-too-large' });
  });

  it('leaves no version of what was taken, nor of what that had replaced', async () => {
    await versioning('Enabled');
    await put('a.wav', 'first');
    await put('a.wav', 'second');
    await put('a.wav.done', '');
    await put('b.wav', 'other');
    await inbox.remove(await found('a.wav'), ['a.wav.done', 'a.done']);

    expect(await left()).toEqual(['pbx-1/b.wav true']);
  });

  it('leaves what has come in its place meanwhile', async () => {
    await versioning('Enabled');
    await put('a.wav', 'first');
    const file = await found('a.wav');
    await put('a.wav', 'second');
    await inbox.remove(file, []);

    expect(await left()).toEqual(['pbx-1/a.wav true']);
    expect((await inbox.whole(await found('a.wav'))).toString()).toBe('second');
  });

  it('leaves what has come in its place meanwhile under the same version, where versions are suspended', async () => {
    await versioning('Enabled');
    await put('a.wav', 'first');
    await versioning('Suspended');
    await put('a.wav', 'second');
    const file = await found('a.wav');
    await put('a.wav', 'third');
    await inbox.remove(file, []);
    expect((await inbox.whole(await found('a.wav'))).toString()).toBe('third');
    await inbox.remove(await found('a.wav'), []);

    expect(await left()).toEqual([]);
  });

  it.each(['Enabled', 'Suspended'] as const)(
    'takes away what was there before versions were kept: %s',
    async status => {
      await put('a.wav', 'first');
      const before = await found('a.wav');
      await versioning('Enabled');
      if (status === 'Suspended') await versioning(status);
      await inbox.remove(before, []);

      expect(await left()).toEqual([]);
    },
  );

  it('moves into the archive of a bucket that keeps versions, and out of it', async () => {
    await versioning('Enabled');
    await put('a.wav', 'first');
    const file = await found('a.wav');
    await inbox.archive(file, '2026-12-31', 'id.wav', []);
    expect(await left()).toEqual(['pbx-1/archive/2026-12-31/id.wav true']);
    await inbox.removeArchived({ day: '2026-12-31', name: 'id.wav' });

    expect(await left()).toEqual([]);
  });

  it('copies in parts what is larger than one request copies', async () => {
    const bytes = Buffer.alloc(12 * MEBIBYTE, 'tallenne');
    await put('long ä+.wav', bytes);
    const head = await bucket.head('pbx-1/long ä+.wav');
    const copied = { from: 'pbx-1/long ä+.wav', to: 'pbx-1/copy.wav', tag: head?.tag ?? '', sizeBytes: bytes.length };
    await copyObject(bucket, copied, 5 * MEBIBYTE);

    expect((await bucket.get('pbx-1/copy.wav', bytes.length))?.equals(bytes)).toBe(true);
    expect(await all(openUploads(bucket))).toEqual([]);
  });

  it('has the folders of its sources, and is refused where nothing can be deleted', async () => {
    await put('a.wav', 'x');
    await bucket.put('operator-1/2026/b.wav', Buffer.from('x'));
    const ours = new InboxBucket(place, TERMS);
    await ours.refuseUnlessDeletable();
    expect(await ours.folders()).toEqual({ names: ['operator-1', 'pbx-1'], areAll: true });
    ours.close();

    const locked = new InboxBucket(await user.bucket({ ObjectLockEnabledForBucket: true }), TERMS);
    await expect(locked.refuseUnlessDeletable()).rejects.toMatchObject({
      code: 'inbox-bucket-refused',
      message: expect.stringMatching(/^TALLENNE_INBOX_BUCKET_URL: this bucket has object lock/),
    });
    locked.close();
  });
});
