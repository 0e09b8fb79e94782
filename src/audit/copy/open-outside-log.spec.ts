import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../kernel/clock.js';
import { openOutsideLog } from './open-outside-log.js';

describe('the place of the copy', () => {
  it('is a folder where the settings name one', async () => {
    const outside = await openOutsideLog({ logCopyDir: '/srv/copy', logCopyBucket: null }, new SystemClock());
    expect(outside.place).toBe('/srv/copy');
  });

  it('must be somewhere', async () => {
    const opening = openOutsideLog({ logCopyDir: null, logCopyBucket: null }, new SystemClock());
    await expect(opening).rejects.toThrow('The copy of the log needs a folder or a bucket.');
  });
});
