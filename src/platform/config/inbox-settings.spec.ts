import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.js';

const BUCKET = {
  TALLENNE_INBOX_BUCKET_URL: 's3://from-provider/calls',
  TALLENNE_INBOX_S3_ENDPOINT: 'https://s3.example.com',
  TALLENNE_INBOX_S3_ACCESS_KEY: 'key',
  TALLENNE_INBOX_S3_SECRET_KEY: 'secret',
  TALLENNE_INBOX_S3_COUNTRY: 'IE',
};
const AT_A_STORE = { ENDPOINT: 'https://other.example.org', ACCESS_KEY: 'a', SECRET_KEY: 'b', COUNTRY: 'FI' };
const at = (group: string) =>
  Object.fromEntries(Object.entries(AT_A_STORE).map(([name, value]) => [`${group}_${name}`, value]));

describe('a bucket that others fill', () => {
  it('is looked into where it is named', () => {
    expect(readConfig({}).inboxBucket).toBeNull();
    expect(readConfig({ ...BUCKET, TALLENNE_INBOX_WAIT_MINUTES: '5' }).inboxBucket).toEqual({
      bucket: {
        ...{ bucket: 'from-provider', prefix: 'calls/', endpoint: 'https://s3.example.com', region: 'default' },
        ...{ pathStyle: true, accessKey: 'key', secretKey: 'secret' },
      },
      ...{ pollMs: 60_000, mostBytes: 1024 * 1024 * 1024, settleMs: null, waitMs: 300_000, taken: 'delete' },
    });
  });

  it.each([
    ['TALLENNE_INBOX_BUCKET_URL', { TALLENNE_INBOX_BUCKET_URL: 'file:///srv/inbox' }],
    ['TALLENNE_INBOX_S3_ENDPOINT', { TALLENNE_INBOX_S3_ENDPOINT: undefined }],
    ['TALLENNE_INBOX_S3_ENDPOINT', { TALLENNE_INBOX_S3_ENDPOINT: 'http://s3.example.com' }],
    ['TALLENNE_INBOX_S3_ACCESS_KEY', { TALLENNE_INBOX_S3_ACCESS_KEY: undefined }],
    ['TALLENNE_INBOX_S3_SECRET_KEY', { TALLENNE_INBOX_S3_SECRET_KEY: undefined }],
    ['TALLENNE_INBOX_S3_COUNTRY', { TALLENNE_INBOX_S3_COUNTRY: undefined }],
    ['TALLENNE_INBOX_S3_COUNTRY: must be FI', { TALLENNE_INBOX_TAKEN: 'archive' }],
    ['TALLENNE_INBOX_BUCKET_POLL_SECONDS', { TALLENNE_INBOX_BUCKET_POLL_SECONDS: '1' }],
    ['another bucket than BLOB_STORE_URL', { BLOB_STORE_URL: 's3://from-provider', ...at('TALLENNE_S3') }],
    [
      'another bucket than TALLENNE_LOG_COPY_URL',
      { TALLENNE_LOG_COPY_URL: 's3://from-provider/log', ...at('TALLENNE_LOG_COPY_S3') },
    ],
  ])('stops the start with one line: %s', (line, settings) => {
    expect(() => readConfig({ ...BUCKET, ...settings })).toThrow(line);
  });

  it('stays in Finland where an archive is kept in it', () => {
    const settings = { ...BUCKET, TALLENNE_INBOX_S3_COUNTRY: 'FI', TALLENNE_INBOX_TAKEN: 'archive' };
    expect(readConfig(settings).inboxBucket?.taken).toBe('archive');
  });
});
