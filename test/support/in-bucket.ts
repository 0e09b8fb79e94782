import type { S3Place } from '../../src/platform/s3/s3-place.js';

/** The settings of a server that keeps its recordings in `place`. */
export function recordingsIn({ bucket, prefix, ...how }: S3Place): Record<string, string> {
  return {
    BLOB_STORE_URL: `s3://${bucket}/${prefix}`,
    TALLENNE_S3_ENDPOINT: how.endpoint,
    TALLENNE_S3_REGION: how.region,
    TALLENNE_S3_ACCESS_KEY: how.accessKey,
    TALLENNE_S3_SECRET_KEY: how.secretKey,
    TALLENNE_S3_COUNTRY: 'FI',
  };
}

/** The settings of a server that copies its log to `place`. */
export function logCopyIn({ bucket, prefix, ...how }: S3Place): Record<string, string> {
  return {
    TALLENNE_LOG_COPY_URL: `s3://${bucket}/${prefix}`,
    TALLENNE_LOG_COPY_S3_ENDPOINT: how.endpoint,
    TALLENNE_LOG_COPY_S3_REGION: how.region,
    TALLENNE_LOG_COPY_S3_ACCESS_KEY: how.accessKey,
    TALLENNE_LOG_COPY_S3_SECRET_KEY: how.secretKey,
    TALLENNE_LOG_COPY_S3_COUNTRY: 'FI',
  };
}

/** The settings of a server that fetches what somebody puts into `place`. */
export function inboxIn({ bucket, prefix, ...how }: S3Place): Record<string, string> {
  return {
    TALLENNE_INBOX_BUCKET_URL: `s3://${bucket}/${prefix}`,
    TALLENNE_INBOX_S3_ENDPOINT: how.endpoint,
    TALLENNE_INBOX_S3_REGION: how.region,
    TALLENNE_INBOX_S3_ACCESS_KEY: how.accessKey,
    TALLENNE_INBOX_S3_SECRET_KEY: how.secretKey,
    TALLENNE_INBOX_S3_COUNTRY: 'FI',
  };
}
