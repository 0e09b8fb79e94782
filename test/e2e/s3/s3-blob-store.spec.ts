import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as requestTo } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { inspect } from 'node:util';
import {
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  type BucketVersioningStatus,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { newId } from '../../../src/kernel/ids.js';
import { S3BlobStore } from '../../../src/platform/blobs/s3-blob-store.js';
import { blobStoreContract } from '../../../src/platform/blobs/testing/blob-store-contract.js';
import { Bucket } from '../../../src/platform/s3/bucket.js';
import type { S3Place } from '../../../src/platform/s3/s3-place.js';
import { openUploads } from '../../../src/platform/s3/uploads.js';
import { startCeph, type Ceph, type CephUser } from '../../support/ceph.js';
import { describeWithCeph } from '../../support/describe-with.js';

/** A way to a store on which the answer to the first write that makes an object is lost. */
async function losingAnswers(endpoint: string) {
  let lost = 0;
  const proxy = createServer((request, response) => {
    const { method, url, headers } = request;
    const onward = requestTo(endpoint + (url ?? ''), { method, headers }, answer => {
      const isWrite = method === 'PUT' && !url?.includes('uploadId');
      const isCompletion = method === 'POST' && url?.includes('uploadId');
      if (lost === 0 && (isWrite || isCompletion)) {
        lost += 1;
        answer.resume().on('end', () => request.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, // it listens on a port
    lost: () => lost,
    [Symbol.asyncDispose]: async () => {
      proxy.closeAllConnections();
      await new Promise(resolve => proxy.close(resolve));
    },
  };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describeWithCeph('a blob store in a bucket', () => {
  let ceph: Ceph;
  let user: CephUser;
  let place: S3Place;

  beforeAll(async () => {
    ceph = await startCeph();
    user = await ceph.user();
  });

  beforeEach(async () => {
    place = { ...(await user.bucket()), prefix: 'audio/' };
  });

  afterAll(() => ceph.stop());

  const inBucket = async <T>(of: S3Place, work: (bucket: Bucket) => Promise<T>): Promise<T> => {
    const bucket = new Bucket(of);
    try {
      return await work(bucket);
    } finally {
      bucket.close();
    }
  };
  const versioning = (of: S3Place, Status: BucketVersioningStatus) =>
    inBucket(of, bucket =>
      bucket.send(new PutBucketVersioningCommand({ Bucket: of.bucket, VersioningConfiguration: { Status } })),
    );

  async function withStore(work: (store: S3BlobStore) => Promise<void>): Promise<void> {
    const store = await S3BlobStore.open(place);
    try {
      await work(store);
    } finally {
      await store.close();
    }
  }

  async function stored(store: S3BlobStore, sizeBytes = 10): Promise<string> {
    const name = newId(new Date());
    await store.put(name, Readable.from([randomBytes(sizeBytes)]));
    return name;
  }

  // What is short waits in memory: it is nothing yet of which the bucket could tell.
  blobStoreContract(() => ({
    open: () => S3BlobStore.open(place),
    staged: () => inBucket(place, async bucket => (await all(openUploads(bucket))).length),
  }));

  it('leaves alone what lies beside its prefix', async () => {
    await inBucket({ ...place, prefix: '' }, bucket => bucket.put('other', Buffer.from('x')));

    await withStore(async store => {
      expect(await all(store.list())).toEqual([]);
      await stored(store);
      expect(await all(store.list())).toHaveLength(1);
    });
  });

  it('lists more than a page', async () => {
    await withStore(async store => {
      const names: string[] = [];
      while (names.length < 1_010) names.push(...(await Promise.all(Array.from({ length: 10 }, () => stored(store)))));
      const listed = (await all(store.list())).map(({ name }) => name);

      expect(listed.sort()).toEqual(names.sort());
      expect(await store.deleteAll(names)).toEqual(new Map());
      expect(await all(store.list())).toEqual([]);
    });
  });

  it('confirms nothing while the bucket is not there, or the store does not answer', async () => {
    const name = newId(new Date());
    const store = await S3BlobStore.open(place);
    await ceph.stopGateway();
    try {
      await expect(store.exists(name)).rejects.toMatchObject({ code: 'object-store-failed' });
      expect([...(await store.deleteAll([name])).keys()]).toEqual([name]);
    } finally {
      await ceph.startGateway();
      await store.close();
    }
    await expect(S3BlobStore.open({ ...place, bucket: 'nobody-has-this' })).rejects.toMatchObject({
      code: 'object-store-failed',
    });
  });

  it.each([10, 20_000_123])('takes its own write of %i bytes for its own when the answer was lost', async sizeBytes => {
    await using lossy = await losingAnswers(ceph.endpoint);
    const store = await S3BlobStore.open({ ...place, endpoint: lossy.endpoint });
    const name = await stored(store, sizeBytes);

    expect(lossy.lost()).toBe(1);
    expect((await store.open(name)).sizeBytes).toBe(sizeBytes);
    await store.close();
  });

  it('tells of a failure neither the key of the bucket nor a signature', async () => {
    const secretKey = 'this-is-not-the-key-of-the-bucket';
    const error = await S3BlobStore.open({ ...place, secretKey }).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({
      code: 'object-store-failed',
      message: expect.stringContaining('SignatureDoesNotMatch'),
    });
    const told = inspect(error, { depth: 8 });
    for (const secret of [secretKey, place.accessKey, place.bucket, 'Signature=']) expect(told).not.toContain(secret);
  });

  it('deletes every version where somebody lets the bucket keep them while the server runs', async () => {
    await withStore(async store => {
      const names = [await stored(store), await stored(store)];
      await versioning(place, 'Enabled');
      names.push(await stored(store));
      expect(await store.deleteAll(names)).toEqual(new Map());

      await inBucket(place, async bucket => {
        expect(await all(bucket.versionsBelow())).toEqual([]);
      });
    });
  });

  it('is refused in a bucket that keeps versions', async () => {
    await versioning(place, 'Enabled');

    await expect(S3BlobStore.open(place)).rejects.toMatchObject({
      code: 'audio-bucket-refused',
      message: expect.stringMatching(/^BLOB_STORE_URL: this bucket keeps versions.*name a new bucket/),
    });
  });

  it('is refused in a bucket that has kept versions for as long as one is left', async () => {
    await versioning(place, 'Enabled');
    await inBucket(place, bucket => bucket.put('x', Buffer.from('first')));
    await inBucket(place, bucket => bucket.put('x', Buffer.from('second')));
    await versioning(place, 'Suspended');
    await expect(S3BlobStore.open(place)).rejects.toMatchObject({
      message: expect.stringContaining('former versions'),
    });

    await inBucket(place, async bucket => {
      for (const { key, version } of await all(bucket.versionsBelow('x'))) await bucket.delete(key, version);
    });
    await withStore(async store => {
      const name = await stored(store);
      await store.delete(name);
      expect(await store.exists(name)).toBe(false);
    });
  });

  it('is refused in a bucket with object lock', async () => {
    const locked = await user.bucket({ ObjectLockEnabledForBucket: true });

    await expect(S3BlobStore.open(locked)).rejects.toMatchObject({ message: expect.stringContaining('object lock') });
  });

  it('is refused in a bucket that is replicated', async () => {
    const { bucket: other } = await user.bucket();
    const Rules = [
      {
        ...{ ID: 'copies', Status: 'Enabled' as const, Priority: 1, Filter: { Prefix: '' } },
        ...{ DeleteMarkerReplication: { Status: 'Disabled' as const }, Destination: { Bucket: other } },
      },
    ];
    const asked = { Bucket: place.bucket, ReplicationConfiguration: { Role: '', Rules } };
    await inBucket(place, bucket => bucket.send(new PutBucketReplicationCommand(asked)));

    await expect(S3BlobStore.open(place)).rejects.toMatchObject({ message: expect.stringContaining('replicated') });
  });
});
