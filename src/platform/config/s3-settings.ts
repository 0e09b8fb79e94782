import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { S3Place } from '../s3/s3-place.js';
import { isLoopback } from './where.js';

export const address = z
  .url({ protocol: /^https?$/ })
  .refine(isSafe, 'is an https address without a path (http on this machine alone), such as https://s3.example.org');
export const region = z.string().regex(/^[a-z0-9-]{1,64}$/, 'is the name of a region, such as eu-north-1');
export const yesOrNo = z.enum(['yes', 'no']);

/** A folder of this machine, or a bucket with a prefix: `file:///srv/audio`, `s3://bucket/prefix`. */
export const folderOrBucket = z
  .url({ protocol: /^(file|s3)$/ })
  .refine(
    url => !isS3(url) || placeIn(url) !== null,
    'names a bucket, such as s3://recordings or s3://recordings/audio',
  )
  .refine(
    url => isS3(url) || namesFolder(url),
    'names a folder of this machine, such as file:///srv/audio, or a bucket',
  );

/** The environment variables of buckets. */
export const s3Variables = {
  TALLENNE_S3_ENDPOINT: address.optional(),
  TALLENNE_S3_REGION: region.default('default'),
  TALLENNE_S3_PATH_STYLE: yesOrNo.default('yes'),
  TALLENNE_S3_ACCESS_KEY: z.string().min(1).optional(),
  TALLENNE_S3_SECRET_KEY: z.string().min(1).optional(),
  TALLENNE_LOG_COPY_S3_ENDPOINT: address.optional(),
  TALLENNE_LOG_COPY_S3_REGION: region.default('default'),
  TALLENNE_LOG_COPY_S3_PATH_STYLE: yesOrNo.default('yes'),
  TALLENNE_LOG_COPY_S3_ACCESS_KEY: z.string().min(1).optional(),
  TALLENNE_LOG_COPY_S3_SECRET_KEY: z.string().min(1).optional(),
  TALLENNE_LOG_COPY_LOCK_MODE: z.enum(['compliance', 'governance']).default('compliance'),
  TALLENNE_LOG_COPY_LOCK_DAYS: z.coerce.number().int().min(1).max(700).default(365),
};

type Variables = z.infer<z.ZodObject<typeof s3Variables>> & {
  readonly BLOB_STORE_URL?: string | undefined;
  readonly TALLENNE_LOG_COPY_URL?: string | undefined;
};

/** A bucket in which the copy of the log is locked against deletion. */
export interface LogCopyBucket {
  readonly place: S3Place;
  readonly lock: { readonly mode: 'COMPLIANCE' | 'GOVERNANCE'; readonly days: number };
}

/** The bucket of the recordings; null where they lie in a folder. */
export function audioBucketOf(env: Variables): S3Place | null {
  return bucketOf(env.BLOB_STORE_URL, {
    endpoint: env.TALLENNE_S3_ENDPOINT,
    region: env.TALLENNE_S3_REGION,
    pathStyle: env.TALLENNE_S3_PATH_STYLE === 'yes',
    accessKey: env.TALLENNE_S3_ACCESS_KEY,
    secretKey: env.TALLENNE_S3_SECRET_KEY,
  });
}

/** The bucket of the log's copy; null where it lies in a folder. */
export function logCopyBucketOf(env: Variables): LogCopyBucket | null {
  const place = bucketOf(env.TALLENNE_LOG_COPY_URL, {
    endpoint: env.TALLENNE_LOG_COPY_S3_ENDPOINT,
    region: env.TALLENNE_LOG_COPY_S3_REGION,
    pathStyle: env.TALLENNE_LOG_COPY_S3_PATH_STYLE === 'yes',
    accessKey: env.TALLENNE_LOG_COPY_S3_ACCESS_KEY,
    secretKey: env.TALLENNE_LOG_COPY_S3_SECRET_KEY,
  });
  const mode = env.TALLENNE_LOG_COPY_LOCK_MODE === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE';
  return place && { place, lock: { mode, days: env.TALLENNE_LOG_COPY_LOCK_DAYS } };
}

/** What is wrong with these settings, as one line that names the variable and never its value; null where they are in order. */
export function s3Fault(env: Variables): string | null {
  return (
    missingOf(env, 'BLOB_STORE_URL', 'TALLENNE_S3') ?? missingOf(env, 'TALLENNE_LOG_COPY_URL', 'TALLENNE_LOG_COPY_S3')
  );
}

/** Whether a URL names a bucket. */
export function isS3(url: string | undefined): url is string {
  return url?.startsWith('s3:') ?? false;
}

/** Whether a URL names a folder of this machine: with two slashes it would be one of another. */
function namesFolder(url: string): boolean {
  try {
    return fileURLToPath(url) !== '' && new URL(url).host === '';
  } catch {
    return false;
  }
}

/** The bucket and prefix that a URL names; null where it names none. */
export function placeIn(url: string): Pick<S3Place, 'bucket' | 'prefix'> | null {
  const found = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(\/[A-Za-z0-9._/-]*)?$/.exec(url);
  if (!found) return null;
  const parts = (found[2] ?? '').split('/').filter(part => part !== '');
  return { bucket: found[1] ?? '', prefix: parts.map(part => `${part}/`).join('') };
}

/** An address without credentials, path or query; credentials and signatures go to it. */
export function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isBare = url.pathname === '/' && url.search === '' && url.username === '' && url.password === '';
  return isBare && (url.protocol === 'https:' || isLoopback(url));
}

type Reached = { readonly [Name in 'endpoint' | 'accessKey' | 'secretKey']: string | undefined } & Pick<
  S3Place,
  'region' | 'pathStyle'
>;

/** The place that a URL names and settings reach; null where it names none. */
export function bucketOf(url: string | undefined, { endpoint, accessKey, secretKey, ...how }: Reached): S3Place | null {
  const place = isS3(url) ? placeIn(url) : null;
  if (!place || endpoint === undefined || accessKey === undefined || secretKey === undefined) return null;
  return { ...place, ...how, endpoint, accessKey, secretKey };
}

function missingOf(
  env: Variables,
  name: 'BLOB_STORE_URL' | 'TALLENNE_LOG_COPY_URL',
  group: 'TALLENNE_S3' | 'TALLENNE_LOG_COPY_S3',
): string | null {
  if (!isS3(env[name])) return null;
  const needed = (['ENDPOINT', 'ACCESS_KEY', 'SECRET_KEY'] as const).map(what => `${group}_${what}` as const);
  const missing = needed.find(one => env[one] === undefined);
  return missing ? `${missing}: is needed for the bucket that ${name} names` : null;
}
