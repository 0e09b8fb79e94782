import { describe, expect, it } from '@jest/globals';
import { ExpireUploads } from './expire-uploads.job.js';
import type { Uploads } from './uploads.js';

const BROKEN = new TypeError('broken');

/** Two uploads are over; the first one cannot be let go. */
function twoUploads() {
  const expired: string[] = [];
  const expire = (id: string) => (id === 'one' ? Promise.reject(BROKEN) : Promise.resolve(expired.push(id)));
  const uploads = { over: () => Promise.resolve(['one', 'two']), expire } as unknown as Uploads;
  return { job: new ExpireUploads(uploads), expired };
}

describe('uploads that are over', () => {
  it('are let go but for the one for which it fails, and this is said at the end', async () => {
    const { job, expired } = twoUploads();
    await expect(job.sweep()).rejects.toMatchObject({ errors: [BROKEN] });
    expect(expired).toEqual(['two']);
  });

  it('break no schedule', async () => {
    const { job, expired } = twoUploads();
    await job.onSchedule();
    expect(expired).toEqual(['two']);
  });
});
