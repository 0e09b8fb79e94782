import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../../src/platform/config/index.js';
import { Bucket } from '../../src/platform/s3/bucket.js';
import { openUploads } from '../../src/platform/s3/uploads.js';
import type { KeptServer } from '../support/server.js';

/** What lies in the store of a server, looked at past the server. */
export async function storedBlobs(server: KeptServer): Promise<{ blobs: Set<string>; staged: string[] }> {
  const bucket = bucketOf(server);
  if (bucket) return inBucket(bucket);
  const folder = server.folders.blobs;
  const staged = await readdir(join(folder, 'staging'));
  const shards = (await readdir(folder)).filter(name => name !== 'staging');
  const names = await Promise.all(shards.map(shard => readdir(join(folder, shard))));
  return { blobs: new Set(names.flat()), staged };
}

/** The bytes of a blob as they lie there. */
export async function blobBytes(server: KeptServer, id: string): Promise<Buffer> {
  const bucket = bucketOf(server);
  if (!bucket) return readFile(join(server.folders.blobs, id.slice(-2), id));
  try {
    const bytes = await bucket.get(id, Infinity);
    if (!bytes) throw new Error(`there is no blob ${id}`);
    return bytes;
  } finally {
    bucket.close();
  }
}

/** The bucket that a server keeps its recordings in; null where they lie in a folder. Close it. */
export function bucketOf({ env }: Pick<KeptServer, 'env'>): Bucket | null {
  const { audioBucket } = readConfig({ ...env }, { demo: true });
  return audioBucket && new Bucket(audioBucket);
}

async function inBucket(bucket: Bucket): Promise<{ blobs: Set<string>; staged: string[] }> {
  const [blobs, staged] = [new Set<string>(), [] as string[]];
  for await (const { key } of bucket.versionsBelow()) blobs.add(key);
  for await (const { key } of openUploads(bucket)) staged.push(key);
  bucket.close();
  return { blobs, staged };
}
