import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.js';

const BUCKET = {
  BLOB_STORE_URL: 's3://recordings/audio/of-2026',
  TALLENNE_S3_ENDPOINT: 'https://s3.example.org',
  TALLENNE_S3_ACCESS_KEY: 'key',
  TALLENNE_S3_SECRET_KEY: 'secret',
};
const COPY = {
  TALLENNE_LOG_COPY_URL: 's3://log',
  TALLENNE_LOG_COPY_S3_ENDPOINT: 'https://s3.example.org',
  TALLENNE_LOG_COPY_S3_ACCESS_KEY: 'key',
  TALLENNE_LOG_COPY_S3_SECRET_KEY: 'secret',
};

describe('the settings of buckets', () => {
  it('name a bucket and a prefix in it, and then no folder', () => {
    const { audioBucket, blobDir } = readConfig(BUCKET);

    expect(blobDir).toBeNull();
    expect(audioBucket).toEqual({
      ...{ bucket: 'recordings', prefix: 'audio/of-2026/', endpoint: 'https://s3.example.org', region: 'default' },
      ...{ pathStyle: true, accessKey: 'key', secretKey: 'secret' },
    });
  });

  it('name no bucket where there is a folder', () => {
    expect(readConfig({ BLOB_STORE_URL: 'file:///srv/audio' })).toMatchObject({
      audioBucket: null,
      blobDir: '/srv/audio',
    });
    expect(readConfig({})).toMatchObject({ audioBucket: null, logCopyBucket: null });
  });

  it('say for how long the copy of the log is locked', () => {
    const { logCopyBucket, logCopyDir } = readConfig({ ...COPY, TALLENNE_LOG_COPY_LOCK_MODE: 'governance' });

    expect(logCopyDir).toBeNull();
    expect(logCopyBucket).toMatchObject({
      place: { bucket: 'log', prefix: '' },
      lock: { mode: 'GOVERNANCE', days: 365 },
    });
  });

  it.each([
    ['BLOB_STORE_URL', { ...BUCKET, BLOB_STORE_URL: 's3://' }],
    ['BLOB_STORE_URL', { ...BUCKET, BLOB_STORE_URL: 's3://key:secret@bucket' }],
    ['BLOB_STORE_URL', { ...BUCKET, BLOB_STORE_URL: 's3://Bucket' }],
    ['TALLENNE_S3_ENDPOINT', { ...BUCKET, TALLENNE_S3_ENDPOINT: undefined }],
    ['TALLENNE_S3_ENDPOINT', { ...BUCKET, TALLENNE_S3_ENDPOINT: 'http://s3.example.org' }],
    ['TALLENNE_S3_ENDPOINT', { ...BUCKET, TALLENNE_S3_ENDPOINT: 'https://key:secret@s3.example.org' }],
    ['TALLENNE_S3_ENDPOINT', { ...BUCKET, TALLENNE_S3_ENDPOINT: 'https://s3.example.org/bucket' }],
    ['TALLENNE_S3_ACCESS_KEY', { ...BUCKET, TALLENNE_S3_ACCESS_KEY: undefined }],
    ['TALLENNE_S3_SECRET_KEY', { ...BUCKET, TALLENNE_S3_SECRET_KEY: undefined }],
    ['TALLENNE_S3_PATH_STYLE', { ...BUCKET, TALLENNE_S3_PATH_STYLE: 'maybe' }],
    ['TALLENNE_LOG_COPY_S3_SECRET_KEY', { ...COPY, TALLENNE_LOG_COPY_S3_SECRET_KEY: undefined }],
    ['TALLENNE_LOG_COPY_LOCK_DAYS', { ...COPY, TALLENNE_LOG_COPY_LOCK_DAYS: '701' }],
  ])('stop the start with %s, and tell no value', (name, env) => {
    const start = () => readConfig(env);

    expect(start).toThrow(new RegExp(`^${name}: `));
    expect(start).not.toThrow('secret@');
  });

  it('let an address without TLS be this machine alone', () => {
    const { audioBucket } = readConfig({ ...BUCKET, TALLENNE_S3_ENDPOINT: 'http://127.0.0.1:7480' });

    expect(audioBucket?.endpoint).toBe('http://127.0.0.1:7480');
  });
});
