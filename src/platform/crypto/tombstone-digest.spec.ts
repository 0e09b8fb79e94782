import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { tombstoneDigest } from './tombstone-digest.js';

const key = createSecretKey(Buffer.alloc(32, 1));
const otherKey = createSecretKey(Buffer.alloc(32, 2));

describe('the digest of a tombstone', () => {
  it('is the same for the same delivery', () => {
    expect(tombstoneDigest(key, 'pbx-1', '17.42')).toEqual(tombstoneDigest(key, 'pbx-1', '17.42'));
  });

  it('is another for another source, another id, another border between them and another key', () => {
    const digests = [
      tombstoneDigest(key, 'pbx-1', '17.42'),
      tombstoneDigest(key, 'pbx-2', '17.42'),
      tombstoneDigest(key, 'pbx-1', '17.43'),
      tombstoneDigest(key, 'pbx-11', '7.42'),
      tombstoneDigest(otherKey, 'pbx-1', '17.42'),
    ].map(digest => digest.toString('hex'));
    expect(new Set(digests).size).toBe(digests.length);
  });
});
