import { describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { SystemClock } from '../../kernel/clock.js';
import { storeAnswering } from '../../platform/s3/testing/store-answering.js';
import { openOutsideLog } from './open-outside-log.js';

/** What opening comes to where the store answers so when it is asked for the lock of the bucket. */
async function openedAt(status: number, body: string) {
  await using store = await storeAnswering((response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
  });
  const logCopyBucket = { place: store.place, lock: { mode: 'GOVERNANCE', days: 7 } } as const;
  const outside = await openOutsideLog({ logCopyDir: null, logCopyBucket }, new SystemClock());
  outside.onApplicationShutdown();
  return outside.place;
}

const lock = (enabled: string) =>
  `<ObjectLockConfiguration><ObjectLockEnabled>${enabled}</ObjectLockEnabled></ObjectLockConfiguration>`;
const fault = (code: string) => `<Error><Code>${code}</Code><Message>no</Message></Error>`;

describe('the place of the copy', () => {
  it('is a folder where the settings name one', async () => {
    const outside = await openOutsideLog({ logCopyDir: '/srv/copy', logCopyBucket: null }, new SystemClock());
    expect(outside.place).toBe('/srv/copy');
  });

  it('must be somewhere', async () => {
    const opening = openOutsideLog({ logCopyDir: null, logCopyBucket: null }, new SystemClock());
    await expect(opening).rejects.toThrow('The copy of the log needs a folder or a bucket.');
  });

  it('is a bucket with object lock where the settings name one', async () => {
    expect(await openedAt(200, lock('Enabled'))).toBe('s3://recordings/');
  });

  it.each([
    ['has none', 404, fault('ObjectLockConfigurationNotFoundError')],
    ['has it off', 200, lock('Disabled')],
  ])('is no bucket that %s: what was written could be deleted', async (_, status, body) => {
    const opening = openedAt(status, body);

    await expect(opening).rejects.toMatchObject({ kind: 'conflict', code: 'log-copy-bucket-refused' });
    await expect(opening).rejects.toThrow(/^TALLENNE_LOG_COPY_URL: this bucket has no object lock, /);
  });

  it('is not taken for one without a lock where the store does not say', async () => {
    await expect(openedAt(403, fault('AccessDenied'))).rejects.toMatchObject({ answer: 'AccessDenied' });
  });
});
