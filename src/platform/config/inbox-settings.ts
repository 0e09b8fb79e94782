import { resolve } from 'node:path';
import { z } from 'zod';
import { isInEea, STORE_COUNTRY } from '../../kernel/countries.js';
import type { InboxTerms } from '../files/inbox/inbox-place.js';
import type { BucketTerms } from '../s3/bucket-inbox.js';
import type { S3Place } from '../s3/s3-place.js';
import { address, bucketOf, placeIn, region, yesOrNo } from './s3-settings.js';
import { country } from './where.js';

/** The environment variables of what is fetched: from folders, and from a bucket that others fill. */
export const inboxVariables = {
  TALLENNE_INBOX_DIR: z.string().min(1).optional(),
  TALLENNE_INBOX_SETTLE_SECONDS: z.coerce.number().min(0).max(86_400).default(10),
  TALLENNE_INBOX_WAIT_MINUTES: z.coerce.number().min(0).max(10_080).default(60),
  TALLENNE_INBOX_TAKEN: z.enum(['delete', 'archive']).default('delete'),
  TALLENNE_INBOX_BUCKET_URL: z
    .url({ protocol: /^s3$/ })
    .refine(url => placeIn(url) !== null, 'names a bucket, such as s3://from-provider or s3://from-provider/calls')
    .optional(),
  TALLENNE_INBOX_BUCKET_POLL_SECONDS: z.coerce.number().int().min(5).max(86_400).default(60),
  TALLENNE_INBOX_S3_ENDPOINT: address.optional(),
  TALLENNE_INBOX_S3_REGION: region.default('default'),
  TALLENNE_INBOX_S3_PATH_STYLE: yesOrNo.default('yes'),
  TALLENNE_INBOX_S3_ACCESS_KEY: z.string().min(1).optional(),
  TALLENNE_INBOX_S3_SECRET_KEY: z.string().min(1).optional(),
  /** Of who keeps the bucket: an outside party, not a store of ours. */
  TALLENNE_INBOX_S3_COUNTRY: country.optional(),
};

type Variables = z.infer<z.ZodObject<typeof inboxVariables>> & {
  readonly BLOB_STORE_URL?: string | undefined;
  readonly TALLENNE_LOG_COPY_URL?: string | undefined;
};

/** How watched folders are watched. */
export interface InboxSettings extends InboxTerms {
  /** Absolute path; each source has a folder of its name in it. */
  readonly dir: string;
  readonly settleMs: number;
}

/** How a bucket is looked into that others fill. */
export interface InboxBucketSettings extends BucketTerms {
  /** Each source has what lies below its name. */
  readonly bucket: S3Place;
  readonly pollMs: number;
}

/** The watched folders; null: none is. */
export function inboxOf(env: Variables): InboxSettings | null {
  const { TALLENNE_INBOX_DIR: dir, TALLENNE_INBOX_SETTLE_SECONDS: settleSeconds } = env;
  return dir === undefined ? null : { dir: resolve(dir), settleMs: settleSeconds * 1000, ...termsOf(env) };
}

/** The bucket that is looked into; null: none is. */
export function inboxBucketOf(env: Variables, mostBytes: number): InboxBucketSettings | null {
  const bucket = bucketOf(env.TALLENNE_INBOX_BUCKET_URL, {
    endpoint: env.TALLENNE_INBOX_S3_ENDPOINT,
    region: env.TALLENNE_INBOX_S3_REGION,
    pathStyle: env.TALLENNE_INBOX_S3_PATH_STYLE === 'yes',
    accessKey: env.TALLENNE_INBOX_S3_ACCESS_KEY,
    secretKey: env.TALLENNE_INBOX_S3_SECRET_KEY,
  });
  const pollMs = env.TALLENNE_INBOX_BUCKET_POLL_SECONDS * 1000;
  return bucket && { bucket, pollMs, mostBytes, settleMs: null, ...termsOf(env) };
}

/** What is wrong with these settings, as one line that names the variable and never its value; null where they are in order. */
export function inboxFault(env: Variables): string | null {
  const url = env.TALLENNE_INBOX_BUCKET_URL;
  if (url === undefined) return null;
  const missing = NEEDED.find(name => env[name] === undefined);
  if (missing) return `${missing}: is needed for the bucket that TALLENNE_INBOX_BUCKET_URL names`;
  const other = OURS.find(name => bucketIn(env[name]) === bucketIn(url));
  if (other) return `TALLENNE_INBOX_BUCKET_URL: must name another bucket than ${other}: others write into it`;
  const where = env.TALLENNE_INBOX_S3_COUNTRY ?? '';
  if (!isInEea(where))
    return 'TALLENNE_INBOX_S3_COUNTRY: the bucket must be in the EU or the EEA (privacy notice §11: no transfer outside it)';
  if (env.TALLENNE_INBOX_TAKEN === 'archive' && where !== STORE_COUNTRY)
    return `TALLENNE_INBOX_S3_COUNTRY: must be ${STORE_COUNTRY} where what was taken stays in an archive (privacy notice §12: recordings are kept in Finland)`;
  return null;
}

const NEEDED = [
  'TALLENNE_INBOX_S3_ENDPOINT',
  'TALLENNE_INBOX_S3_ACCESS_KEY',
  'TALLENNE_INBOX_S3_SECRET_KEY',
  'TALLENNE_INBOX_S3_COUNTRY',
] as const;
const OURS = ['BLOB_STORE_URL', 'TALLENNE_LOG_COPY_URL'] as const;

/** The name of a bucket. At which address it is says nothing: a store may have several. */
function bucketIn(url: string | undefined): string | undefined {
  return url === undefined ? undefined : placeIn(url)?.bucket;
}

function termsOf(env: Variables): Pick<InboxTerms, 'waitMs' | 'taken'> {
  return { waitMs: env.TALLENNE_INBOX_WAIT_MINUTES * 60_000, taken: env.TALLENNE_INBOX_TAKEN };
}
